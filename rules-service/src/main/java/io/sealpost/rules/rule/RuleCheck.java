package io.sealpost.rules.rule;

import io.sealpost.rules.addresslist.AddressPattern;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.Violations;
import io.sealpost.rules.tenant.PlainText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a rule as it is sent into its values, or tells everything that is wrong with it. Pure. */
final class RuleCheck {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_PATTERNS = 1000;

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
        Criteria criteria = new Criteria(new Criteria.Recipients(patterns(body.criteria())));
        RuleBody.ActionsBody sent = body.actions();
        Actions actions = new Actions(new TlsCheck(violations).values(sent == null ? null : sent.relayWithTls()));
        violations.refuseIfAny();
        return new RuleValues(
                name.orElseThrow(), direction.orElseThrow(), Boolean.TRUE.equals(body.enabled()), criteria, actions);
    }

    private List<String> patterns(RuleBody.@Nullable CriteriaBody criteria) {
        RuleBody.RecipientsBody to = criteria == null ? null : criteria.to();
        List<@Nullable String> anyOf = to == null ? null : to.anyOf();
        if (anyOf == null || anyOf.isEmpty() || anyOf.size() > MOST_PATTERNS) {
            violations.add(
                    "criteria.to.anyOf", anyOf == null ? null : anyOf.size() + " patterns", "1 to 1000 patterns");
            return List.of();
        }
        Set<String> canonical = new LinkedHashSet<>();
        for (int i = 0; i < anyOf.size(); i++) {
            String text = anyOf.get(i);
            Optional<AddressPattern> pattern = Optional.ofNullable(text).flatMap(AddressPattern::parse);
            if (pattern.isEmpty()) {
                violations.add("criteria.to.anyOf[" + i + "]", text, AddressPattern.EXPECTED);
            }
            pattern.map(AddressPattern::text).ifPresent(canonical::add);
        }
        return List.copyOf(canonical);
    }
}
