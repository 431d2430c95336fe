package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.HeaderEdit;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Actions;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what a rule does, all of it or nothing. */
final class ActionsParser {
    private static final Set<String> ACTIONS =
            Set.of("relayWithTls", "reject", "hold", "addHeader", "prependSubject", "bcc");
    private static final Set<String> RELAY_WITH_TLS =
            Set.of("level", "minVersion", "names", "fingerprints", "retryWindow");
    private static final Pattern REPLY_TEXT = Pattern.compile("[ -~]{1,200}");

    private ActionsParser() {}

    static Actions parse(Json actions) {
        actions.only(ACTIONS);
        TlsRequirement requirement =
                actions.optional("relayWithTls").map(ActionsParser::requirement).orElse(TlsRequirement.NONE);
        Optional<String> rejection = actions.optional("reject")
                .map(reject -> reject.only(Set.of("text")))
                .map(reject -> reject.optional("text")
                        .map(text -> ScopeParser.read(text, ActionsParser::replyText))
                        .orElse(Actions.DEFAULT_REJECTION));
        Optional<Json> hold = actions.optional("hold").map(held -> held.only(Set.of()));
        List<HeaderEdit> edits = HeaderEditsParser.parse(actions);
        List<Address> copies = actions.optional("bcc")
                .map(bcc -> bcc.items().stream()
                        .map(copy -> ScopeParser.read(copy, Address::parse))
                        .toList())
                .orElse(List.of());
        boolean others = rejection.isPresent() || hold.isPresent() || !edits.isEmpty() || !copies.isEmpty();
        if (!requirement.isRequired() && !others) {
            throw actions.unreadable("a rule must do something");
        }
        return others
                ? new Actions(requirement, rejection, hold.isPresent(), edits, copies)
                : Actions.relayWithTls(requirement);
    }

    /** What stands in a reply line (RFC 5321 §4.2, textstring) and stays within its length (§4.5.3.1.5). */
    private static String replyText(String text) {
        if (!REPLY_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not 1 to 200 printable ASCII characters");
        }
        return text;
    }

    private static TlsRequirement requirement(Json tls) {
        tls.only(RELAY_WITH_TLS);
        return TlsRequirement.of(
                tls.optional("minVersion")
                        .map(version -> ScopeParser.read(version, TlsVersion::of))
                        .orElse(TlsVersion.TLS_1_2),
                demand(tls).stream().toList(),
                tls.optional("retryWindow")
                        .map(window -> ScopeParser.read(window, ActionsParser::duration))
                        .orElse(TlsRequirement.DEFAULT_RETRY_WINDOW));
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
