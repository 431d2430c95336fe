package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.event.Diagnostic;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.ReportType;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another library than the one that wrote the reports reads them, and must find in them what the events say. */
class ReadBackTest {

    static List<GoldenReport> goldenReports() throws IOException {
        return GoldenReport.all();
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void showsTheHeaderOfAReport(GoldenReport golden) throws Exception {
        ReportDue event = golden.event();
        MimeMessage message = message(golden);

        assertThat(message.getFrom()[0])
                .hasToString("Mail Delivery System <MAILER-DAEMON@" + event.reportingMta() + ">");
        assertThat(utf8(message.getHeader("To", null)))
                .isEqualTo("<" + event.envelope().reversePath() + ">");
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getMessageID()).isEqualTo(ReportComposer.messageId(event, golden.form()));
        assertThat(message.getSentDate().toInstant()).isEqualTo(GoldenReport.DATE);
        assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(message.getHeader("Sealpost-Report"))
                .isEqualTo(golden.form().mark().map(mark -> new String[] {mark}).orElse(null));
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.isMimeType("multipart/report")).isTrue();
        assertThat(message.getContentType()).contains("report-type=" + global(golden) + "delivery-status");
        assertThat(message.getSubject()).isEqualTo(golden.document().subject());
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void hasThreePartsOfTheRightTypes(GoldenReport golden) throws Exception {
        MultipartReport report = report(golden);

        assertThat(report.getCount()).isEqualTo(3);
        assertThat(report.getBodyPart(0).isMimeType("multipart/alternative")).isTrue();
        assertThat(text(golden, 0)).isEqualTo(GoldenReport.TEXTS.plain(golden.document()));
        assertThat(text(golden, 1)).isEqualTo(GoldenReport.TEXTS.html(golden.document()));
        assertThat(report.getBodyPart(1).isMimeType("message/" + global(golden) + "delivery-status"))
                .isTrue();
        assertThat(report.getBodyPart(2)
                        .isMimeType(global(golden).isEmpty() ? "text/rfc822-headers" : "message/global-headers"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void tellsPeopleWhoWhyAndWhere(GoldenReport golden) throws Exception {
        ReportDue event = golden.event();
        String text = text(golden, 0).replaceAll("\\s+", " ");

        assertThat(text).contains(event.queueId());
        assertThat(event.recipientsToTell())
                .allSatisfy(recipient -> assertThat(text).contains(SafeText.line(recipient.address())));
        assertThat(event.recipientsToTell().stream().flatMap(recipient -> event.hostsTriedFor(recipient).stream()))
                .allSatisfy(host -> assertThat(text).contains(host.host()));
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void tellsMachinesTheStatusOfEachRecipient(GoldenReport golden) throws Exception {
        ReportDue event = golden.event();
        DeliveryStatus status = new DeliveryStatus(
                new ByteArrayInputStream(decoded(report(golden).getBodyPart(1))));
        boolean redacted = golden.form() == ReportForm.REDACTED;

        assertThat(optional(status.getMessageDSN(), "Original-Envelope-Id"))
                .isEqualTo(event.envelope().id().filter(id -> !redacted));
        assertThat(value(status.getMessageDSN(), "Reporting-MTA")).isEqualTo("dns; " + event.reportingMta());
        assertThat(value(status.getMessageDSN(), "X-Sealpost-Queue-ID")).isEqualTo(event.queueId());
        assertThat(instant(status.getMessageDSN(), "Arrival-Date")).isEqualTo(seconds(event.arrivedAt()));
        assertThat(status.getRecipientDSNCount())
                .isEqualTo(event.recipientsToTell().size());
        for (int index = 0; index < status.getRecipientDSNCount(); index++) {
            tells(
                    golden,
                    status.getRecipientDSN(index),
                    event.recipientsToTell().get(index));
        }
    }

    private static void tells(GoldenReport golden, InternetHeaders fields, Recipient recipient) throws Exception {
        ReportDue event = golden.event();
        boolean global = !global(golden).isEmpty();
        assertThat(value(fields, "Final-Recipient")).isEqualTo(typed(recipient.address(), global));
        assertThat(optional(fields, "Original-Recipient"))
                .isEqualTo(recipient.original().map(original -> typed(original.address(), global)));
        assertThat(value(fields, "Action"))
                .isEqualTo(
                        event.type() == ReportType.DELAYED
                                ? "delayed"
                                : event.type() == ReportType.RELAYED ? "relayed" : "failed");
        assertThat(value(fields, "Status")).isEqualTo(recipient.status());
        assertThat(instant(fields, "Last-Attempt-Date")).isEqualTo(seconds(recipient.lastAttemptAt()));
        Optional<String> until = optional(fields, "Will-Retry-Until");
        assertThat(until.isPresent()).isEqualTo(event.type() == ReportType.DELAYED);
        if (until.isPresent()) {
            assertThat(instant(fields, "Will-Retry-Until"))
                    .isEqualTo(seconds(event.triedUntil().orElseThrow()));
        }
        boolean remote = recipient.diagnostic().source() == Diagnostic.Source.REMOTE;
        boolean withheld = golden.form() == ReportForm.REDACTED && event.type() == ReportType.POLICY;
        assertThat(optional(fields, "Diagnostic-Code").map(code -> code.substring(0, code.indexOf(';'))))
                .isEqualTo(withheld ? Optional.empty() : Optional.of(remote ? "smtp" : "x-sealpost"));
        if (remote) {
            assertThat(value(fields, "Remote-MTA"))
                    .isEqualTo("dns; " + recipient.diagnostic().host());
        }
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void returnsTheOriginalHeadersOctetByOctet(GoldenReport golden) throws Exception {
        BodyPart part = report(golden).getBodyPart(2);
        String returned = new String(decoded(part), StandardCharsets.ISO_8859_1);
        String original = golden.event().headers();
        int body = original.indexOf("\r\n\r\n");
        String expected = golden.form() == ReportForm.REDACTED
                ? golden.redactedHeaders()
                : body < 0 ? original : original.substring(0, body + 2);

        assertThat(returned).isEqualTo(expected);
    }

    /** By hand: RFC 6533 §5 lets message/global-headers be encoded, which Angus lets no other message/* type be. */
    private static byte[] decoded(BodyPart part) throws Exception {
        MimeBodyPart mime = (MimeBodyPart) part;
        return MimeUtility.decode(mime.getRawInputStream(), mime.getEncoding()).readAllBytes();
    }

    private static MimeMessage message(GoldenReport golden) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(golden.composed()));
    }

    private static MultipartReport report(GoldenReport golden) throws Exception {
        return new MultipartReport(message(golden).getDataHandler().getDataSource());
    }

    private static String value(InternetHeaders fields, String name) {
        String[] values = fields.getHeader(name);
        assertThat(values).as(name).hasSize(1);
        return utf8(values[0]).replace("\r\n", "");
    }

    private static Optional<String> optional(InternetHeaders fields, String name) {
        return fields.getHeader(name) == null ? Optional.empty() : Optional.of(value(fields, name));
    }

    /** The text for people, plain (0) or HTML (1). */
    private static String text(GoldenReport golden, int alternative) throws Exception {
        MimeMultipart people = (MimeMultipart) report(golden).getBodyPart(0).getContent();
        assertThat(people.getCount()).isEqualTo(2);
        BodyPart part = people.getBodyPart(alternative);
        assertThat(part.isMimeType(alternative == 0 ? "text/plain" : "text/html"))
                .isTrue();
        return ((String) part.getContent()).replace("\r\n", "\n");
    }

    private static String global(GoldenReport golden) throws Exception {
        return golden.message().needsSmtpUtf8() ? "global-" : "";
    }

    /** Angus reads headers octet by octet unless told otherwise. */
    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Instant instant(InternetHeaders fields, String name) throws Exception {
        return new MailDateFormat().parse(value(fields, name)).toInstant();
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String typed(String address, boolean global) {
        if (address.chars().allMatch(character -> character < 0x80)) {
            return "rfc822; " + address;
        }
        return "utf-8; "
                + (global
                        ? address.replace('\u202e', '?')
                        : address.replace("ü", "\\x{FC}")
                                .replace("é", "\\x{E9}")
                                .replace("ö", "\\x{F6}"));
    }
}
