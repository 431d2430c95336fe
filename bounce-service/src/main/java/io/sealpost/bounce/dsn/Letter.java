package io.sealpost.bounce.dsn;

import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The header of what the mail system writes to somebody (RFC 5322 §3.6). It says of itself that no human answers, and that
 * none should be answered by machines (RFC 3834 §2, §5; the null reverse path is the submitter's part).
 */
final class Letter {

    private final ReportDue event;
    private final String recipient;
    private final Instant date;
    private final List<HeaderField> further = new ArrayList<>();

    /** @param event by whose relay it is sent */
    Letter(ReportDue event, String recipient, Instant date) {
        this.event = event;
        this.recipient = recipient;
        this.date = date;
    }

    static String messageId(String id, String kind, ReportDue event) {
        return "<" + id + "." + kind + "@" + event.reportingMta() + ">";
    }

    Transport transport() {
        return Transport.to(recipient);
    }

    /** Tells the relay how it must travel. */
    Letter marked(ReportForm form) {
        form.mark().ifPresent(mark -> further.add(HeaderField.of("Sealpost-Report", mark)));
        return this;
    }

    /** Puts it into the original's thread. The redacted form tells of the original nothing but its Message-ID. */
    Letter inThread(OriginalHeaders original, ReportForm form) {
        original.messageId().ifPresent(id -> {
            Stream<String> earlier = form == ReportForm.REDACTED ? Stream.empty() : original.references().stream();
            List<String> references =
                    Stream.concat(earlier, Stream.of(id)).distinct().toList();
            further.add(0, HeaderField.of("References", String.join(" ", references)));
            further.add(0, HeaderField.of("In-Reply-To", id));
        });
        return this;
    }

    ReportMessage message(String messageId, String subject, Multipart content) {
        List<HeaderField> header = new ArrayList<>();
        header.add(HeaderField.of("Date", MailDate.of(date)));
        header.add(HeaderField.of("From", "Mail Delivery System <MAILER-DAEMON@" + event.reportingMta() + ">"));
        header.add(transport().field("To", "<" + recipient + ">"));
        header.add(HeaderField.of("Subject", EncodedWords.encode(subject)));
        header.add(HeaderField.of("Message-ID", messageId));
        header.addAll(further);
        header.add(HeaderField.of("Auto-Submitted", "auto-replied"));
        header.add(HeaderField.of("MIME-Version", "1.0"));
        header.add(HeaderField.of("Content-Type", content.contentType()));
        return new ReportMessage(messageId, recipient, header, content.body());
    }
}
