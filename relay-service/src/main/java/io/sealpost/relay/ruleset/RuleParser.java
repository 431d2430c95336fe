package io.sealpost.relay.ruleset;

import io.sealpost.relay.policy.ActiveTime;
import io.sealpost.relay.policy.Criteria;
import io.sealpost.relay.policy.Direction;
import io.sealpost.relay.policy.Mode;
import io.sealpost.relay.policy.Rule;
import io.sealpost.relay.policy.RuleRef;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** Reads one rule of a ruleset, all of it or none: half a rule must never be enforced. */
final class RuleParser {
    private static final Set<String> RULE = Set.of(
            "id",
            "revision",
            "name",
            "direction",
            "enabled",
            "mode",
            "activeFrom",
            "activeUntil",
            "criteria",
            "actions");

    private static final Shared<String> NAMES = new Shared<>();
    private static final Shared<Criteria> CRITERIA = new Shared<>();

    private RuleParser() {}

    /** @param scope the key of the rule's scope, one text for all of its rules: there may be a million of them */
    static Rule parse(String scope, Json rule) {
        rule.only(RULE);
        RuleRef ref = new RuleRef(
                scope,
                rule.field("id").text(),
                NAMES.of(rule.field("name").text()),
                rule.field("revision").number());
        return new Rule(
                ref,
                ScopeParser.read(rule.field("direction"), Direction::of),
                rule.field("enabled").truth(),
                rule.optional("mode")
                        .map(mode -> ScopeParser.read(mode, Mode::of))
                        .orElse(Mode.ENFORCE),
                active(rule),
                CRITERIA.of(CriteriaParser.parse(rule.field("criteria"))),
                ActionsParser.parse(rule.field("actions")));
    }

    private static ActiveTime active(Json rule) {
        if (rule.optional("activeFrom").isEmpty()
                && rule.optional("activeUntil").isEmpty()) {
            return ActiveTime.ALWAYS;
        }
        Instant from = rule.optional("activeFrom").map(RuleParser::instant).orElse(ActiveTime.ALWAYS.from());
        Instant until = rule.optional("activeUntil").map(RuleParser::instant).orElse(ActiveTime.ALWAYS.until());
        if (!from.isBefore(until)) {
            throw rule.unreadable("activeFrom must be before activeUntil");
        }
        return new ActiveTime(from, until);
    }

    private static Instant instant(Json json) {
        return ScopeParser.read(json, text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("not an instant of RFC 3339 in UTC: " + text, e);
            }
        });
    }
}
