package io.sealpost.rules.rule;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.tenant.PlainText;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a rule as it is sent into its values, or tells everything that is wrong with it. Pure. */
final class RuleCheck {

    private static final int LONGEST_NAME = 200;

    private final Violations violations = new Violations();

    private RuleCheck() {}

    /** The values; throws {@link Problem.InvalidValues} where something does not fit. */
    static RuleValues values(RuleBody body) {
        return new RuleCheck().check(body);
    }

    private RuleValues check(RuleBody body) {
        Optional<String> name = PlainText.parse(body.name(), LONGEST_NAME);
        if (name.isEmpty()) {
            violations.add("name", body.name(), "1 to 200 characters without control characters");
        }
        Optional<Direction> direction = Direction.parse(body.direction());
        if (direction.isEmpty()) {
            violations.add("direction", body.direction(), "outgoing or incoming");
        }
        Optional<Mode> mode = body.mode() == null ? Optional.of(Mode.ENFORCE) : Mode.parse(body.mode());
        if (mode.isEmpty()) {
            violations.add("mode", body.mode(), "enforce or monitor");
        }
        ActiveTime active = active(body);
        Criteria criteria = new CriteriaCheck(violations).values(body.criteria());
        Actions actions = new ActionsCheck(violations).values(body.actions());
        violations.refuseIfAny();
        return new RuleValues(
                name.orElseThrow(),
                direction.orElseThrow(),
                Boolean.TRUE.equals(body.enabled()),
                mode.orElseThrow(),
                active,
                criteria,
                actions);
    }

    private ActiveTime active(RuleBody body) {
        Instant from = moment("activeFrom", body.activeFrom());
        Instant until = moment("activeUntil", body.activeUntil());
        if (from != null && until != null && !from.isBefore(until)) {
            violations.add("activeUntil", body.activeUntil(), "a time behind activeFrom");
        }
        return new ActiveTime(from, until);
    }

    private @Nullable Instant moment(String field, @Nullable String sent) {
        if (sent == null) {
            return null;
        }
        Optional<Instant> moment = ActiveTime.parse(sent);
        if (moment.isEmpty()) {
            violations.add(field, sent, ActiveTime.EXPECTED);
        }
        return moment.orElse(null);
    }
}
