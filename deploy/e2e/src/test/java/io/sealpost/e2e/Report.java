package io.sealpost.e2e;

import io.sealpost.platform.mail.ReceivedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MessageHeaders;
import org.eclipse.angus.mail.dsn.MultipartReport;

/** A non-delivery report as a mail program reads it. */
final class Report {
    private final MimeMessage message;
    private final MultipartReport parts;

    private Report(MimeMessage message) throws MessagingException, IOException {
        this.message = message;
        this.parts = (MultipartReport) message.getContent();
    }

    static Report read(ReceivedMail mail) {
        try {
            return new Report(
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.bytes())));
        } catch (MessagingException | IOException e) {
            throw new AssertionError("not a report: " + mail.content(), e);
        }
    }

    String subject() {
        return read(message::getSubject);
    }

    /** What people read, without its line breaks. */
    String text() {
        return read(parts::getText).replaceAll("\\s+", " ");
    }

    /** The addresses of all recipients whose action is failed. */
    List<String> failed() {
        return recipients()
                .filter(fields -> "failed".equals(field(fields, "Action")))
                .map(fields -> field(fields, "Final-Recipient").replaceFirst("rfc822; ?", ""))
                .toList();
    }

    String status(String recipient) {
        return field(recipient, "Status");
    }

    String action(String recipient) {
        return field(recipient, "Action");
    }

    /** The header block of the original, as far as it is returned. */
    String returnedHeaders() {
        return read(() -> {
            MessageHeaders headers = (MessageHeaders) parts.getBodyPart(2).getContent();
            return Collections.list(headers.getAllHeaderLines()).stream().collect(Collectors.joining("\r\n"));
        });
    }

    private Stream<InternetHeaders> recipients() {
        return read(() -> {
            DeliveryStatus status = (DeliveryStatus) parts.getReport();
            return IntStream.range(0, status.getRecipientDSNCount()).mapToObj(status::getRecipientDSN);
        });
    }

    private String field(String recipient, String name) {
        return recipients()
                .filter(fields -> field(fields, "Final-Recipient").endsWith(recipient))
                .map(fields -> field(fields, name))
                .collect(Collectors.joining());
    }

    private static String field(InternetHeaders fields, String name) {
        String[] values = fields.getHeader(name);
        return values == null ? "" : String.join(",", values);
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.get();
        } catch (MessagingException | IOException e) {
            throw new AssertionError("not a report", e);
        }
    }

    private interface Reading<T> {
        T get() throws MessagingException, IOException;
    }
}
