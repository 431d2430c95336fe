package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Composes the report on an event: one message with all of the event's recipients.
 *
 * <p>{@code multipart/report} (RFC 6522) of a text for people, a delivery status for machines (RFC 3464) and the
 * original's headers, never its body. It says of itself that no human answers (RFC 3834).
 */
public final class ReportComposer {

    /** How many events one summary may name. */
    public static final int MOST_SUMMARIZED = 1_000;

    private static final int LONGEST_CAUSE = 400;

    /** The Message-ID of an event's report in a form, with its angle brackets. */
    public static String messageId(ReportDue event, ReportForm form) {
        return "<" + event.id() + "." + form.wireName() + "@" + event.reportingMta() + ">";
    }

    /**
     * Composes the report.
     *
     * @param date what the report's Date says; the same date gives the same bytes
     */
    public ReportMessage compose(ReportDue event, ReportForm form, Instant date) {
        OriginalHeaders original = OriginalHeaders.parse(event.headers());
        Transport transport = Transport.to(event.envelope().reversePath());
        List<BodyPart> parts = List.of(
                transport.textPart("text/plain; charset=utf-8", "Notification", new Wording(event, form).text()),
                transport.textPart(
                        transport.statusType(), "Delivery report", new DeliveryStatus(event, form, transport).text()),
                transport.part(
                        transport.headersType(),
                        "Original message headers",
                        form == ReportForm.REDACTED ? original.redactedLines() : original.lines()));
        String boundary = boundary(event, parts);
        return new ReportMessage(
                messageId(event, form),
                event.envelope().reversePath(),
                header(event, form, date, original, transport.multipart(boundary)),
                body(parts, boundary));
    }

    /**
     * Composes one message that names many events: of each its message, its recipients and why. Each event keeps its own
     * report.
     *
     * @param id of the summary, from which its Message-ID is derived; of the form of an event's id
     * @param events all of one sender, 1 to {@value #MOST_SUMMARIZED}, oldest first
     */
    public ReportMessage summarize(String id, List<ReportDue> events, ReportForm form, Instant date) {
        ReportDue first = events.get(0);
        List<String> lines = new ArrayList<>(List.of(
                "So many reports on your messages were due that this one tells of " + events.size() + " of them.",
                "Each can be had by itself from the operator of your mail system.",
                ""));
        events.forEach(event -> lines.addAll(summary(event, form)));
        List<HeaderField> header = new ArrayList<>(List.of(
                HeaderField.of("To", "<" + first.envelope().reversePath() + ">"),
                HeaderField.of("Subject", "Report on " + events.size() + " messages"),
                HeaderField.of("Message-ID", "<" + id + "." + form.wireName() + "@" + first.reportingMta() + ">")));
        form.mark().ifPresent(mark -> header.add(HeaderField.of("Sealpost-Report", mark)));
        return letter(first, first.envelope().reversePath(), header, date, lines);
    }

    /**
     * Composes a notice to the contact of the sender's organization that the report on an event could not be delivered. It
     * shows nothing of the message but its sender, its recipients and its queue id, so it may travel as any mail.
     *
     * @param cause why not, in the words that were recorded
     */
    public ReportMessage notifyContact(String contact, ReportDue event, String cause, Instant date) {
        List<String> lines = new ArrayList<>(List.of(
                "A report could not be delivered to " + event.envelope().reversePath() + ".",
                "Please tell the sender. There may be further reports of which this message does not speak.",
                "",
                "Why: " + SafeText.cut(SafeText.line(cause), LONGEST_CAUSE)));
        lines.addAll(summary(event, ReportForm.REDACTED));
        List<HeaderField> header = List.of(
                HeaderField.of("To", "<" + contact + ">"),
                HeaderField.of("Subject", "A report could not be delivered"),
                HeaderField.of("Message-ID", "<" + event.id() + ".contact@" + event.reportingMta() + ">"));
        return letter(event, contact, header, date, lines);
    }

    private static List<String> summary(ReportDue event, ReportForm form) {
        List<String> lines = new ArrayList<>();
        lines.add("Message with queue ID " + event.queueId() + ", accepted " + event.arrivedAt() + ":");
        for (Recipient recipient : event.recipientsToTell()) {
            String words = form == ReportForm.REDACTED
                    ? ""
                    : " " + SafeText.line(recipient.diagnostic().text());
            lines.add("  " + recipient.address() + ": " + recipient.status() + SafeText.cut(words, LONGEST_CAUSE));
        }
        return lines;
    }

    private static ReportMessage letter(
            ReportDue event, String recipient, List<HeaderField> further, Instant date, List<String> lines) {
        List<HeaderField> header = new ArrayList<>();
        header.add(HeaderField.of("Date", MailDate.of(date)));
        header.add(HeaderField.of("From", "Mail Delivery System <MAILER-DAEMON@" + event.reportingMta() + ">"));
        header.addAll(further);
        header.add(HeaderField.of("Auto-Submitted", "auto-replied"));
        header.add(HeaderField.of("MIME-Version", "1.0"));
        header.add(HeaderField.of("Content-Type", "text/plain; charset=utf-8"));
        header.add(HeaderField.of("Content-Transfer-Encoding", "quoted-printable"));
        List<String> octets = lines.stream()
                .map(line -> new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
        String messageId = further.get(2).value();
        return new ReportMessage(messageId, recipient, header, QuotedPrintable.encode(octets));
    }

    private static List<HeaderField> header(
            ReportDue event, ReportForm form, Instant date, OriginalHeaders original, HeaderField contentType) {
        List<HeaderField> header = new ArrayList<>();
        header.add(HeaderField.of("Date", MailDate.of(date)));
        header.add(HeaderField.of("From", "Mail Delivery System <MAILER-DAEMON@" + event.reportingMta() + ">"));
        header.add(Transport.to(event.envelope().reversePath())
                .field("To", "<" + event.envelope().reversePath() + ">"));
        header.add(HeaderField.of("Subject", new Wording(event, form).subject()));
        header.add(HeaderField.of("Message-ID", messageId(event, form)));
        original.messageId().ifPresent(id -> header.addAll(thread(id, form, original)));
        header.add(HeaderField.of("Auto-Submitted", "auto-replied"));
        form.mark().ifPresent(mark -> header.add(HeaderField.of("Sealpost-Report", mark)));
        header.add(HeaderField.of("MIME-Version", "1.0"));
        header.add(contentType);
        return header;
    }

    /** Puts the report into the original's thread. The redacted form tells of the original nothing but its Message-ID. */
    private static List<HeaderField> thread(String originalId, ReportForm form, OriginalHeaders original) {
        Stream<String> earlier = form == ReportForm.REDACTED ? Stream.empty() : original.references().stream();
        List<String> references =
                Stream.concat(earlier, Stream.of(originalId)).distinct().toList();
        return List.of(
                HeaderField.of("In-Reply-To", originalId), HeaderField.of("References", String.join(" ", references)));
    }

    private static String body(List<BodyPart> parts, String boundary) {
        StringBuilder body = new StringBuilder();
        for (BodyPart part : parts) {
            body.append("--").append(boundary).append('\n').append(part.wire()).append('\n');
        }
        return body.append("--").append(boundary).append("--\n").toString();
    }

    /** RFC 2046 §5.1.1: at most 70 characters, and in no part. */
    private static String boundary(ReportDue event, List<BodyPart> parts) {
        String stem = "=_" + event.id();
        String boundary = stem;
        for (int attempt = 1; occursIn(parts, boundary); attempt++) {
            boundary = stem + "=" + attempt;
        }
        return boundary;
    }

    private static boolean occursIn(List<BodyPart> parts, String boundary) {
        return parts.stream().anyMatch(part -> part.content().contains(boundary));
    }
}
