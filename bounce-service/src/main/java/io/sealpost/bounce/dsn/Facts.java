package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.AppliedRule;
import io.sealpost.bounce.event.HostTried;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.Requirement;
import io.sealpost.bounce.event.TlsSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The values that a phrase may name, each one clean line of bounded length; what is not known is the empty text.
 *
 * <p>Immutable: every method gives further facts beside those that are there.
 */
final class Facts {

    private static final int LONGEST_WORDS = 400;
    private static final int LONGEST_NAME = 254;
    private static final int MOST_NAMES = 5;

    /** Every fact that there is, unknown. */
    static final Facts NONE = new Facts(unknown());

    private final Map<String, Object> values;

    private Facts(Map<String, Object> values) {
        this.values = values;
    }

    Map<String, Object> values() {
        return values;
    }

    /** A fact as text. */
    String text(String name) {
        return String.valueOf(values.get(name));
    }

    /** With this text, made one clean line. */
    Facts with(String name, String text) {
        return put(name, SafeText.brief(text, LONGEST_WORDS));
    }

    Facts with(String name, boolean truth) {
        return put(name, truth);
    }

    Facts with(String name, int number) {
        return put(name, number);
    }

    Facts cause(Cause cause) {
        return put("cause", cause.word());
    }

    /** What the report as a whole is about; the redacted form shows nothing of the message. */
    Facts about(ReportDue event, ReportForm form, OriginalHeaders original) {
        List<Recipient> told = event.recipientsToTell();
        boolean redacted = form == ReportForm.REDACTED;
        return with("type", event.type().wireName())
                .with("title", redacted ? "" : original.subject().orElse(""))
                .with("sender", event.envelope().reversePath())
                .with("author", event.copied().orElse(""))
                .with("count", told.size())
                .with("several", told.size() > 1)
                .with("queue", event.queueId())
                .with("mta", event.reportingMta())
                .with("judged", told.stream().allMatch(Facts::isJudged))
                .with("confidential", event.confidential())
                .recipient(told.get(0));
    }

    /** Who it is about, and the TLS that is demanded. */
    Facts recipient(Recipient recipient) {
        String address = SafeText.brief(recipient.address(), LONGEST_NAME);
        return put("address", address)
                .put("domain", address.substring(address.lastIndexOf('@') + 1))
                .with(
                        "least",
                        recipient
                                .demanded()
                                .map(Requirement::minVersion)
                                .map(Facts::version)
                                .orElse(""))
                .with("detail", recipient.diagnostic().text());
    }

    /** The names of the rules that cover the recipient. */
    Facts rules(List<AppliedRule> rules, String quoted) {
        return put("rules", quoted).with("manyrules", rules.size() > 1);
    }

    /** What was seen of a host. */
    Facts host(HostTried host, Recipient recipient) {
        return with("host", SafeText.cut(host.host(), LONGEST_NAME))
                .with("ip", Optional.ofNullable(host.address()).orElse(""))
                .with("words", host.words().orElse(""))
                .with("detail", Optional.ofNullable(host.detail()).orElse(""))
                .with("alert", Optional.ofNullable(host.alert()).orElse(""))
                .with("wanted", wanted(host, recipient))
                .session(host.session());
    }

    private Facts session(Optional<TlsSession> session) {
        return with(
                        "version",
                        session.map(TlsSession::version).map(Facts::version).orElse(""))
                .with(
                        "issuer",
                        session.map(TlsSession::issuer).map(IssuerName::of).orElse(""))
                .with("names", session.map(TlsSession::names).map(Facts::some).orElse(""));
    }

    private Facts put(String name, Object value) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("no such fact: " + name);
        }
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Facts(more);
    }

    /** For whom the certificate should be: the rule's names, the recipient's domain, or the host. */
    private static String wanted(HostTried host, Recipient recipient) {
        List<Requirement.Demand> demands =
                recipient.demanded().map(Requirement::demands).orElse(List.of());
        boolean byDomain = demands.stream().anyMatch(demand -> demand.level().equals("secure"));
        List<String> listed = demands.stream()
                .filter(demand -> demand.names() != null)
                .flatMap(demand -> demand.names().stream())
                .toList();
        if (!listed.isEmpty()) {
            return some(listed);
        }
        String address = recipient.address();
        return byDomain ? address.substring(address.lastIndexOf('@') + 1) : host.host();
    }

    private static String some(List<String> names) {
        String first = names.stream().limit(MOST_NAMES).map(Facts::spelled).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + ", ..." : first;
    }

    /** A rule's {@code .bank.example} stands for every name below it. */
    private static String spelled(String name) {
        return name.startsWith(".") ? "*" + name : name;
    }

    /** As people write it: {@code TLS 1.2} and not {@code TLSv1.2}. */
    private static String version(String protocol) {
        return protocol.replace("TLSv", "TLS ");
    }

    private static boolean isJudged(Recipient recipient) {
        return recipient.demanded().filter(Requirement::judgesCertificate).isPresent();
    }

    private static Map<String, Object> unknown() {
        Map<String, Object> values = new HashMap<>();
        List.of(
                        "type", "cause", "problem", "address", "domain", "title", "sender", "author", "queue", "mta",
                        "least", "host", "ip", "words", "detail", "alert", "wanted", "version", "issuer", "names",
                        "expiry", "first", "last", "until", "arrived", "rules")
                .forEach(name -> values.put(name, ""));
        List.of("several", "mixed", "judged", "confidential", "manyrules").forEach(name -> values.put(name, false));
        values.put("count", 0);
        return values;
    }
}
