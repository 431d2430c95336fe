package io.sealpost.relay.ruleset;

import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.ActiveTime;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.Direction;
import io.sealpost.relay.policy.Rule;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one rule of a ruleset, all of it or none: half a rule must never be enforced. */
final class RuleParser {
    private static final Set<String> RULE = Set.of(
            "id", "revision", "name", "direction", "enabled", "activeFrom", "activeUntil", "criteria", "actions");
    private static final Set<String> RELAY_WITH_TLS =
            Set.of("level", "minVersion", "names", "fingerprints", "retryWindow");

    private RuleParser() {}

    /** @param scope the key of the rule's scope, one text for all of its rules: there may be a million of them */
    static Rule parse(String scope, Json rule) {
        rule.only(RULE);
        RuleRef ref = new RuleRef(
                scope,
                rule.field("id").text(),
                rule.field("name").text(),
                rule.field("revision").number());
        return new Rule(
                ref,
                ScopeParser.read(rule.field("direction"), Direction::of),
                rule.field("enabled").truth(),
                active(rule),
                CriteriaParser.parse(rule.field("criteria")),
                requirement(rule.field("actions").only(Set.of("relayWithTls"))));
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

    private static TlsRequirement requirement(Json actions) {
        Json tls = actions.field("relayWithTls").only(RELAY_WITH_TLS);
        TlsRequirement demanded = TlsRequirement.of(
                tls.optional("minVersion")
                        .map(version -> ScopeParser.read(version, TlsVersion::of))
                        .orElse(TlsVersion.TLS_1_2),
                demand(tls).stream().toList(),
                tls.optional("retryWindow")
                        .map(window -> ScopeParser.read(window, RuleParser::duration))
                        .orElse(TlsRequirement.DEFAULT_RETRY_WINDOW));
        return demanded.equals(TlsRequirement.ENCRYPT) ? TlsRequirement.ENCRYPT : demanded;
    }

    private static Optional<Demand> demand(Json tls) {
        TlsLevel level = tls.optional("level")
                .map(word -> ScopeParser.read(word, TlsLevel::of))
                .orElse(TlsLevel.ENCRYPT);
        List<AcceptedName> names = list(tls, "names", level == TlsLevel.SECURE, AcceptedName::parse);
        List<SpkiPin> pins = list(tls, "fingerprints", level == TlsLevel.FINGERPRINT, SpkiPin::new);
        return switch (level) {
            case MAY -> throw tls.field("level").unreadable("a rule cannot demand the level may");
            case ENCRYPT -> Optional.empty();
            case VERIFY -> Optional.of(new Demand.HostName());
            case SECURE -> Optional.of(new Demand.RecipientDomain(names));
            case FINGERPRINT -> {
                if (pins.isEmpty()) {
                    throw tls.unreadable("\"fingerprints\" is missing");
                }
                yield Optional.of(new Demand.PinnedKey(pins));
            }
            case DANE -> Optional.of(new Demand.Dane());
        };
    }

    /** A field that only one level has: elsewhere it would be a demand that nobody enforces. */
    private static <T> List<T> list(Json tls, String field, boolean known, Function<String, T> parser) {
        Optional<Json> list = tls.optional(field);
        if (list.isPresent() && !known) {
            throw list.get().unreadable("has no place at this level");
        }
        return list.map(values -> values.items().stream()
                        .map(value -> ScopeParser.read(value, parser))
                        .toList())
                .orElse(List.of());
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.isNegative()) {
                throw new IllegalArgumentException("negative: " + text);
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a duration: " + text, e);
        }
    }
}
