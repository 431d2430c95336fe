package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.AttemptClass;
import io.sealpost.bounce.event.EndOfHold;
import io.sealpost.bounce.event.HostTried;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.TlsSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what decided for a recipient, and what was seen of a host.
 *
 * <p>The type of the event decides where it is about the message, the enhanced status where it is about the domain, else the
 * host whose class decided. Of several things wrong with a certificate the one is named that is repaired first.
 *
 * @param host that decided; empty where no server was asked
 */
record Diagnosis(Cause cause, Optional<HostTried> host) {

    private static final String NO_SHARED_VERSION = "protocol_version";

    /** By the contract's words, the one to be repaired first in front. */
    private static final Map<String, Cause> VIOLATIONS = violations();

    static Diagnosis of(ReportDue event, Recipient recipient) {
        Optional<HostTried> host = deciding(event.hostsTriedFor(recipient), recipient);
        return new Diagnosis(cause(event, recipient, host), host);
    }

    /** What was seen of a host. */
    static Cause of(HostTried host) {
        return switch (host.outcome()) {
            case DELIVERED -> Cause.HANDED_OVER;
            case NET -> ofNetwork(host);
            case TLS_ABSENT -> isRefusal(host) ? Cause.TLS_REFUSED : Cause.NO_TLS;
            case TLS_TEMP -> ofTls(host);
            case LOCAL -> Cause.RELAY;
            case SMTP_TEMP -> Cause.PUT_OFF;
            case SMTP_PERM -> host.words().isPresent() ? Cause.REFUSED : Cause.NOT_CONVERTIBLE;
            case UNROUTABLE -> Cause.NO_SERVER;
        };
    }

    private static Cause cause(ReportDue event, Recipient recipient, Optional<HostTried> host) {
        return switch (event.type()) {
            case POLICY -> recipient.endOfHold().map(Diagnosis::of).orElse(Cause.RULE);
            case OPERATOR -> Cause.OPERATOR;
            case LOOP -> Cause.LOOP;
            case RELAYED -> Cause.HANDED_OVER;
            case UNROUTABLE -> ofDomain(recipient.status());
            case REJECTED ->
                host.map(Diagnosis::of)
                        .filter(seen -> seen == Cause.NOT_CONVERTIBLE)
                        .orElse(ofRefusal(recipient.status()));
            case TLS_FAILURE, EXPIRED, DELAYED -> host.map(Diagnosis::of).orElse(ofClass(recipient.cause()));
        };
    }

    private static Cause of(EndOfHold held) {
        return switch (held) {
            case REFUSED -> Cause.HELD_AND_REFUSED;
            case EXPIRED -> Cause.HELD_TOO_LONG;
        };
    }

    /** The last host of the class that decided. */
    private static Optional<HostTried> deciding(List<HostTried> hosts, Recipient recipient) {
        return hosts.stream()
                .filter(host -> host.outcome() == recipient.cause())
                .reduce((earlier, later) -> later);
    }

    private static Cause ofClass(AttemptClass kind) {
        return switch (kind) {
            case TLS_ABSENT -> Cause.NO_TLS;
            case TLS_TEMP -> Cause.TLS_BROKEN;
            case LOCAL -> Cause.RELAY;
            case NET -> Cause.UNREACHABLE;
            case SMTP_TEMP -> Cause.PUT_OFF;
            case SMTP_PERM -> Cause.REFUSED;
            case UNROUTABLE -> Cause.LOOKUP;
            case DELIVERED -> Cause.HANDED_OVER;
        };
    }

    private static Cause ofNetwork(HostTried host) {
        if (host.words().isPresent()) {
            return Cause.TURNED_AWAY;
        }
        return host.address() == null ? Cause.LOOKUP : Cause.UNREACHABLE;
    }

    private static Cause ofTls(HostTried host) {
        List<String> violations = host.session().map(TlsSession::violations).orElse(List.of());
        Optional<Cause> violation = VIOLATIONS.keySet().stream()
                .filter(violations::contains)
                .findFirst()
                .map(VIOLATIONS::get);
        if (violation.isPresent()) {
            return violation.get();
        }
        if (host.alert() != null) {
            return host.alert().equals(NO_SHARED_VERSION) ? Cause.VERSION : Cause.HANDSHAKE;
        }
        return isRefusal(host) && host.session().isEmpty() ? Cause.TLS_REFUSED : Cause.TLS_BROKEN;
    }

    /** Whether the server's own words say it all: they answered STARTTLS. */
    private static boolean isRefusal(HostTried host) {
        return host.words().isPresent() && host.detail() == null;
    }

    /** RFC 3463 §3.2, §3.3, §3.4. */
    private static Cause ofRefusal(String status) {
        return switch (status) {
            case "5.1.1", "5.1.3", "5.1.6", "5.2.1" -> Cause.UNKNOWN_ADDRESS;
            case "5.2.2" -> Cause.MAILBOX_FULL;
            case "5.2.3", "5.3.4" -> Cause.TOO_LARGE;
            default -> Cause.REFUSED;
        };
    }

    /** RFC 3463 §3.2, RFC 7505 §4.1. */
    private static Cause ofDomain(String status) {
        return switch (status) {
            case "5.1.10" -> Cause.TAKES_NO_MAIL;
            case "5.1.2" -> Cause.NO_DOMAIN;
            default -> Cause.NO_SERVER;
        };
    }

    private static Map<String, Cause> violations() {
        Map<String, Cause> byWord = new LinkedHashMap<>();
        byWord.put("version", Cause.VERSION);
        byWord.put("expired", Cause.EXPIRED);
        byWord.put("not-yet-valid", Cause.NOT_YET_VALID);
        byWord.put("name", Cause.NAME);
        byWord.put("untrusted", Cause.UNTRUSTED);
        byWord.put("pin", Cause.PIN);
        byWord.put("tlsa", Cause.TLSA);
        byWord.put("no-tlsa", Cause.NO_TLSA);
        return byWord;
    }
}
