package io.sealpost.relay.ruleset;

import io.sealpost.relay.policy.AddressPattern;
import io.sealpost.relay.policy.Direction;
import io.sealpost.relay.policy.Rule;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one rule of a ruleset, all of it or none: half a rule must never be enforced. */
final class RuleParser {
    private static final Set<String> RULE =
            Set.of("id", "revision", "name", "direction", "enabled", "criteria", "actions");

    private RuleParser() {}

    static Rule parse(Scope scope, Json rule) {
        rule.only(RULE);
        RuleRef ref = new RuleRef(
                scope.toString(),
                rule.field("id").text(),
                rule.field("name").text(),
                rule.field("revision").number());
        return new Rule(
                ref,
                ScopeParser.read(rule.field("direction"), Direction::of),
                rule.field("enabled").truth(),
                recipients(rule.field("criteria").only(Set.of("to"))),
                requirement(rule.field("actions").only(Set.of("relayWithTls"))));
    }

    private static List<AddressPattern> recipients(Json criteria) {
        Json anyOf = criteria.field("to").only(Set.of("anyOf")).field("anyOf");
        List<AddressPattern> patterns = anyOf.items().stream()
                .map(pattern -> ScopeParser.read(pattern, AddressPattern::parse))
                .toList();
        if (patterns.isEmpty()) {
            throw anyOf.unreadable("must not be empty");
        }
        return patterns;
    }

    private static TlsRequirement requirement(Json actions) {
        Optional<Json> level =
                actions.field("relayWithTls").only(Set.of("level")).optional("level");
        if (level.isEmpty()) {
            return TlsRequirement.ENCRYPT;
        }
        TlsLevel word = ScopeParser.read(level.get(), TlsLevel::of);
        if (word == TlsLevel.MAY) {
            throw level.get().unreadable("a rule cannot demand the level may");
        }
        return TlsRequirement.ENCRYPT.join(new TlsRequirement(word, TlsRequirement.ENCRYPT.minVersion()));
    }
}
