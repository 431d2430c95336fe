package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
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
