package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.AppliedRule;
import io.sealpost.bounce.event.HostTried;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.ReportType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The English words of a report: its subject and its text for people. No other class holds a sentence that a sender reads.
 *
 * <p>The redacted form names no rule: a rule's name is the organization's own and may say what the mail was about.
 */
final class Wording {

    private static final int WIDTH = 76;
    private static final int LONGEST_QUOTE = 400;

    private final ReportDue event;
    private final ReportForm form;

    Wording(ReportDue event, ReportForm form) {
        this.event = event;
        this.form = form;
    }

    /** The Subject of the report. */
    String subject() {
        String first = address(event.recipientsToTell().get(0));
        String whom = these(
                SafeText.isAscii(first) ? first : "a recipient",
                event.recipientsToTell().size() + " recipients");
        return switch (event.type()) {
            case TLS_FAILURE -> "Not sent: no encrypted connection for your message to " + whom;
            case REJECTED -> "Undeliverable: your message to " + whom + " was refused";
            case EXPIRED -> "Undeliverable: your message to " + whom + " could not be delivered in time";
            case UNROUTABLE -> "Undeliverable: no mail server found for your message to " + whom;
            case POLICY -> "Undeliverable: your message to " + whom + " is refused by a rule of your organization";
            case OPERATOR -> "Undeliverable: your message to " + whom + " was given up";
            case LOOP -> "Undeliverable: your message to " + whom + " goes in a circle";
            case DELAYED -> "Delayed: your message to " + whom + " is still waiting";
            case RELAYED -> "Relayed: your message to " + whom + " was handed over";
        };
    }

    /** The text, lines ended by LF. */
    String text() {
        String addresses = event.recipientsToTell().stream()
                .map(recipient -> "    " + address(recipient))
                .collect(Collectors.joining("\n"));
        return Stream.of(
                        paragraph("", opening()),
                        addresses,
                        paragraph("", reason() + redaction()),
                        "What happened",
                        event.recipientsToTell().stream().map(this::account).collect(Collectors.joining("\n\n")),
                        "What you can do",
                        paragraph("", advice()),
                        "For your administrator",
                        reference())
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private String opening() {
        return switch (event.type()) {
            case TLS_FAILURE -> "Your message was NOT sent to:";
            case DELAYED -> "Your message could not be delivered yet to:";
            case RELAYED -> "Your message was handed over for:";
            default -> "Your message could not be delivered to:";
        };
    }

    private String reason() {
        return switch (event.type()) {
            case TLS_FAILURE ->
                "Your organization requires that mail to " + these("this address", "these addresses")
                        + " is encrypted on its way (TLS), and the receiving server could not establish a TLS connection."
                        + " The message was therefore not sent; it was not sent unencrypted either.";
            case REJECTED -> "The receiving mail server refused it.";
            case EXPIRED -> "It was tried again and again, without success, and has now been given up.";
            case UNROUTABLE ->
                "There is no mail server that takes mail for " + these("this address.", "these addresses.");
            case POLICY -> "A message rule of your organization refuses it.";
            case LOOP -> "It goes in a circle between mail servers.";
            case DELAYED -> "It is tried further; you need not send it again.";
            case RELAYED -> "It was handed over to a mail server that will not report its delivery.";
            case OPERATOR ->
                "Its delivery was ended by hand: "
                        + quote(event.recipientsToTell().get(0).diagnostic().text()) + ".";
        };
    }

    private String redaction() {
        return form == ReportForm.REDACTED
                ? " This report shows little of your message, because it may itself travel unencrypted."
                : "";
    }

    private String advice() {
        return switch (event.type()) {
            case TLS_FAILURE ->
                "Ask the recipient for an address at a mail server with encryption, or use another"
                        + " confidential way. The operator of the receiving mail server can solve this by offering STARTTLS"
                        + " with a current version of TLS on the host named above; then send your message again. If you"
                        + " think that encryption should not be required here, talk to your administrator.";
            case REJECTED ->
                "Check the address for typing errors and read what the server said above. If the address"
                        + " is right, ask the recipient another way whether it is still in use.";
            case EXPIRED ->
                "Send your message again later, or reach the recipient another way. The operator of the"
                        + " receiving mail server can see above what went wrong.";
            case UNROUTABLE ->
                "Check the part of the address behind the @ for typing errors. If it is right, ask the"
                        + " recipient another way for an address that works.";
            case POLICY, OPERATOR, LOOP -> "Talk to your administrator before you send your message again.";
            case DELAYED, RELAYED -> "You need not do anything.";
        };
    }

    /** All that was seen on the way to one recipient. */
    private String account(Recipient recipient) {
        List<HostTried> hosts = event.hostsTriedFor(recipient);
        Stream<String> seen = hosts.isEmpty()
                ? Stream.of(paragraph(
                        "    ", "Cause: " + quote(recipient.diagnostic().text())))
                : hosts.stream().map(Wording::seenAt);
        boolean untried = hosts.isEmpty() && event.type() == ReportType.OPERATOR;
        return Stream.of(
                        Stream.of(address(recipient)),
                        seen,
                        untried ? Stream.<String>empty() : Stream.of(paragraph("    ", tried(recipient))),
                        rules(recipient))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String seenAt(HostTried host) {
        String who =
                SafeText.line(host.host()) + (host.address() == null ? "" : " (" + SafeText.line(host.address()) + ")");
        String detail =
                host.detail() == null ? "" : " (" + SafeText.cut(SafeText.line(host.detail()), LONGEST_QUOTE) + ")";
        String sentence = paragraph("    ", who + " " + outcome(host, detail));
        return host.words()
                .map(words -> sentence + "\n" + paragraph("      ", "The server said: " + quote(words)))
                .orElse(sentence);
    }

    private static String outcome(HostTried host, String detail) {
        return switch (host.outcome()) {
            case DELIVERED -> "accepted mail.";
            case NET -> "could not be reached" + detail + ".";
            case TLS_ABSENT -> "does not offer encryption (TLS).";
            case TLS_TEMP -> "offers encryption, but no TLS connection could be established" + detail + ".";
            case LOCAL -> "could not be tried, because the relay itself could not set up TLS" + detail + ".";
            case SMTP_TEMP -> "put the message off" + detail + ".";
            case SMTP_PERM -> "refused the message" + detail + ".";
            case UNROUTABLE -> "takes no mail" + detail + ".";
        };
    }

    private static String tried(Recipient recipient) {
        Instant first = recipient.firstAttemptAt().truncatedTo(ChronoUnit.SECONDS);
        Instant last = recipient.lastAttemptAt().truncatedTo(ChronoUnit.SECONDS);
        return first.equals(last)
                ? "Tried on " + MailDate.of(first) + "."
                : "First tried on " + MailDate.of(first) + ", last on " + MailDate.of(last) + ".";
    }

    private Stream<String> rules(Recipient recipient) {
        if (form == ReportForm.REDACTED || recipient.rules().isEmpty()) {
            return Stream.empty();
        }
        String names = recipient.rules().stream()
                .map(AppliedRule::name)
                .map(Wording::quote)
                .collect(Collectors.joining(", "));
        String noun = recipient.rules().size() == 1 ? "message rule " : "message rules ";
        return Stream.of(paragraph("    ", "Covered by the " + noun + names + "."));
    }

    private String reference() {
        return Stream.of(
                        "    Queue ID:  " + SafeText.line(event.queueId()),
                        "    Relay:     " + event.reportingMta(),
                        "    Arrived:   " + MailDate.of(event.arrivedAt()),
                        "    Given up:  " + MailDate.of(event.at()))
                .collect(Collectors.joining("\n"));
    }

    private String these(String one, String several) {
        return event.recipientsToTell().size() == 1 ? one : several;
    }

    private static String address(Recipient recipient) {
        return SafeText.line(recipient.address());
    }

    private static String quote(String words) {
        return "\"" + SafeText.cut(SafeText.line(words), LONGEST_QUOTE) + "\"";
    }

    private static String paragraph(String indent, String text) {
        return new LineFolder(indent, indent, WIDTH).fold(text);
    }
}
