package io.sealpost.bounce.dsn;

import io.sealpost.bounce.dsn.Document.Group;
import io.sealpost.bounce.dsn.Document.Row;
import io.sealpost.bounce.dsn.Document.Section;
import io.sealpost.bounce.event.AppliedRule;
import io.sealpost.bounce.event.Envelope;
import io.sealpost.bounce.event.HostTried;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.ReportType;
import io.sealpost.bounce.event.TlsSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an event means for its sender: who, why, what to do.
 *
 * <p>Recipients of whom the same is to be said stand together. The redacted form names no rule: a rule's name is the
 * organization's own and may say what the mail was about.
 */
final class Explanation {

    private static final int MOST_HOSTS = 10;
    private static final int MOST_RULES = 5;
    private static final String MORE = "...";

    private final ReportDue event;
    private final ReportForm form;
    private final Phrases phrases;
    private final Facts facts;
    private final List<Account> accounts;

    Explanation(ReportDue event, ReportForm form, OriginalHeaders original, Phrases phrases) {
        this.event = event;
        this.form = form;
        this.phrases = phrases;
        Facts about = Facts.NONE
                .about(event, form, original)
                .with("until", event.triedUntil().map(phrases::moment).orElse(""));
        this.accounts = event.recipientsToTell().stream()
                .map(recipient -> account(about, recipient))
                .toList();
        boolean mixed = accounts.stream().map(Account::cause).distinct().count() > 1;
        Facts decided = about.with("mixed", mixed).cause(accounts.get(0).cause());
        this.facts = decided.with("problem", phrases.say("problem", decided));
    }

    /** The problem in a clause. */
    String problem() {
        return phrases.say("problem", facts);
    }

    Document document() {
        return new Document(
                phrases.locale().toLanguageTag(),
                say("subject"),
                event.type() != ReportType.DELAYED && event.type() != ReportType.RELAYED,
                lead(),
                phrases.say("heading_happened", facts),
                groups(),
                Stream.concat(
                                event.copied().isPresent()
                                        ? Stream.empty()
                                        : Stream.of(section("heading_sender", "sender")),
                                Stream.of(section("heading_admin", "admin")))
                        .filter(section -> !section.paragraphs().isEmpty())
                        .toList(),
                forward(),
                phrases.say("heading_reference", facts),
                reference());
    }

    /** In words for the sender, or of copies for whoever wanted them. */
    private String say(String fragment) {
        return phrases.say(event.copied().isPresent() ? fragment + "_of_copy" : fragment, facts);
    }

    private List<String> lead() {
        List<String> lead = new ArrayList<>();
        lead.add(say("opening"));
        if (wasHeldBack()) {
            lead.add(phrases.say("encrypted", facts));
        }
        if (form == ReportForm.REDACTED) {
            lead.add(phrases.say("redacted", facts));
        } else if (event.envelope().ret() == Envelope.ReturnContent.FULL) {
            lead.add(phrases.say("headers_only", facts));
        }
        return lead;
    }

    /** Whether rules demand TLS for all of them: then nothing was said in clear, and it is TLS that is in question. */
    private boolean wasHeldBack() {
        return (event.type() == ReportType.TLS_FAILURE
                        || event.type() == ReportType.EXPIRED
                        || event.type() == ReportType.DELAYED)
                && event.recipientsToTell().stream()
                        .allMatch(recipient -> recipient.demanded().isPresent());
    }

    private List<Group> groups() {
        Map<Account, List<String>> same = new LinkedHashMap<>();
        accounts.forEach(account ->
                same.computeIfAbsent(account, first -> new ArrayList<>()).addAll(account.names()));
        return same.entrySet().stream()
                .map(entry -> new Group(
                        List.copyOf(entry.getValue()),
                        List.of(entry.getKey().sentence()),
                        entry.getKey().details()))
                .toList();
    }

    private Account account(Facts about, Recipient recipient) {
        Diagnosis diagnosis = Diagnosis.of(event, recipient);
        Facts own = times(about.recipient(recipient), recipient).cause(diagnosis.cause());
        Facts decided = diagnosis
                .host()
                .map(host -> seen(own, host, recipient))
                .orElse(own)
                .cause(diagnosis.cause());
        Facts told = isOfMessage(diagnosis.cause())
                ? decided.with("detail", mayQuote() ? recipient.diagnostic().text() : "")
                : decided;
        String sentence = phrases.say("cause", told);
        return new Account(diagnosis.cause(), sentence, details(told, sentence, recipient), told);
    }

    /** Whether it was decided about the message, in words of the organization or an operator. */
    private static boolean isOfMessage(Cause cause) {
        return switch (cause) {
            case RULE, HELD_AND_REFUSED, HELD_TOO_LONG, OPERATOR, LOOP -> true;
            default -> false;
        };
    }

    private boolean mayQuote() {
        return form != ReportForm.REDACTED;
    }

    private List<String> details(Facts told, String sentence, Recipient recipient) {
        List<HostTried> hosts = event.hostsTriedFor(recipient);
        Stream<String> seen = hosts.stream()
                .skip(Math.max(0, hosts.size() - MOST_HOSTS))
                .map(host -> line(told, sentence, host, recipient));
        boolean said = !hosts.isEmpty() && told.text("first").isEmpty();
        boolean untried = hosts.isEmpty() && (event.type() == ReportType.OPERATOR || event.type() == ReportType.POLICY);
        Stream<String> tried = said || untried ? Stream.empty() : Stream.of(phrases.say("tried", told));
        return Stream.of(seen, tried, rules(told, recipient))
                .flatMap(lines -> lines)
                .toList();
    }

    private String line(Facts told, String sentence, HostTried host, Recipient recipient) {
        Facts seen = seen(told, host, recipient);
        String said = phrases.say("cause", seen.cause(Diagnosis.of(host)));
        String who = seen.text("host") + (host.address() == null ? "" : " (" + seen.text("ip") + ")");
        String when = phrases.moment(host.at().truncatedTo(ChronoUnit.SECONDS));
        return who + ", " + when + (said.equals(sentence) ? "" : ": " + said);
    }

    private Facts seen(Facts known, HostTried host, Recipient recipient) {
        return known.host(host, recipient)
                .with(
                        "expiry",
                        host.session()
                                .map(TlsSession::notAfter)
                                .map(phrases::day)
                                .orElse(""));
    }

    private Facts times(Facts known, Recipient recipient) {
        Instant first = recipient.firstAttemptAt().truncatedTo(ChronoUnit.SECONDS);
        Instant last = recipient.lastAttemptAt().truncatedTo(ChronoUnit.SECONDS);
        return known.with("first", first.equals(last) ? "" : phrases.moment(first))
                .with("last", phrases.moment(last));
    }

    private Stream<String> rules(Facts told, Recipient recipient) {
        if (form == ReportForm.REDACTED || recipient.rules().isEmpty()) {
            return Stream.empty();
        }
        List<AppliedRule> rules = recipient.rules();
        String names = rules.stream()
                .limit(MOST_RULES)
                .map(rule -> phrases.say("quote", Facts.NONE.with("words", rule.name())))
                .collect(Collectors.joining(", "));
        String quoted = rules.size() > MOST_RULES ? names + ", " + MORE : names;
        return Stream.of(phrases.say("rules", told.rules(rules, quoted)));
    }

    /** What the phrase says of each cause, once. */
    private Section section(String heading, String phrase) {
        return new Section(
                phrases.say(heading, facts),
                accounts.stream()
                        .map(account -> phrases.say(phrase, account.facts()))
                        .filter(said -> !said.isEmpty())
                        .distinct()
                        .toList());
    }

    /** One paragraph for each domain and cause; none on mere delays. */
    private List<Section> forward() {
        Map<String, Account> byDomain = new LinkedHashMap<>();
        accounts.forEach(
                account -> byDomain.putIfAbsent(account.facts().text("domain") + " " + account.cause(), account));
        return byDomain.values().stream()
                .filter(account -> event.type() == ReportType.TLS_FAILURE)
                .map(account -> new Section(
                        phrases.say("heading_forward", account.facts()),
                        List.of(phrases.say("forward", account.facts()))))
                .filter(section -> !section.paragraphs().get(0).isEmpty())
                .toList();
    }

    private List<Row> reference() {
        Stream<Row> rows = Stream.of(
                new Row(phrases.say("label_queue", facts), facts.text("queue")),
                new Row(phrases.say("label_relay", facts), facts.text("mta")),
                new Row(phrases.say("label_arrived", facts), phrases.moment(event.arrivedAt())),
                new Row(phrases.say("label_decided", facts), phrases.moment(event.at())));
        return Stream.concat(
                        rows,
                        event.triedUntil().stream()
                                .map(until -> new Row(phrases.say("label_until", facts), phrases.moment(until))))
                .toList();
    }

    /** What is to be said of one recipient; two are equal where the same is to be said. */
    private record Account(Cause cause, String sentence, List<String> details, Facts facts) {

        List<String> names() {
            return List.of(facts.text("address"));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Account that
                    && cause == that.cause
                    && sentence.equals(that.sentence)
                    && details.equals(that.details);
        }

        @Override
        public int hashCode() {
            return Objects.hash(cause, sentence, details);
        }
    }
}
