package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.event.Diagnostic;
import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getAllRecipients()[0]).hasToString(event.envelope().reversePath());
        assertThat(message.getMessageID()).isEqualTo(ReportComposer.messageId(event, golden.form()));
        assertThat(message.getSentDate().toInstant()).isEqualTo(GoldenReport.DATE);
        assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(message.getHeader("Sealpost-Report"))
                .isEqualTo(golden.form().mark().map(mark -> new String[] {mark}).orElse(null));
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.isMimeType("multipart/report")).isTrue();
        assertThat(message.getContentType()).contains("report-type=delivery-status");
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void hasThreePartsOfTheRightTypes(GoldenReport golden) throws Exception {
        MultipartReport report = report(golden);

        assertThat(report.getCount()).isEqualTo(3);
        assertThat(report.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(report.getBodyPart(1).isMimeType("message/delivery-status")).isTrue();
        assertThat(report.getBodyPart(2).isMimeType("text/rfc822-headers")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void tellsPeopleWhoWhyAndWhere(GoldenReport golden) throws Exception {
        ReportDue event = golden.event();
        String text = (String) report(golden).getBodyPart(0).getContent();

        assertThat(text).contains("Queue ID:  " + event.queueId());
        assertThat(event.recipients()).allSatisfy(recipient -> assertThat(text).contains(recipient.address()));
        assertThat(event.hosts()).allSatisfy(host -> assertThat(text).contains(host.host()));
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void tellsMachinesTheStatusOfEachRecipient(GoldenReport golden) throws Exception {
        ReportDue event = golden.event();
        DeliveryStatus status = (DeliveryStatus) report(golden).getReport();

        assertThat(value(status.getMessageDSN(), "Reporting-MTA")).isEqualTo("dns; " + event.reportingMta());
        assertThat(instant(status.getMessageDSN(), "Arrival-Date")).isEqualTo(seconds(event.arrivedAt()));
        assertThat(status.getRecipientDSNCount()).isEqualTo(event.recipients().size());
        for (int index = 0; index < status.getRecipientDSNCount(); index++) {
            Recipient recipient = event.recipients().get(index);
            InternetHeaders fields = status.getRecipientDSN(index);
            assertThat(value(fields, "Final-Recipient")).isEqualTo(typed(recipient.address()));
            assertThat(value(fields, "Action")).isEqualTo("failed");
            assertThat(value(fields, "Status")).isEqualTo(recipient.status());
            assertThat(instant(fields, "Last-Attempt-Date")).isEqualTo(seconds(recipient.lastAttemptAt()));
            assertThat(value(fields, "Diagnostic-Code"))
                    .startsWith(
                            recipient.diagnostic().source() == Diagnostic.Source.REMOTE
                                    ? "smtp; 550 "
                                    : "x-sealpost; ");
        }
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void returnsTheOriginalHeadersOctetByOctet(GoldenReport golden) throws Exception {
        BodyPart part = report(golden).getBodyPart(2);
        String returned = new String(part.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        String original = golden.event().headers();
        int body = original.indexOf("\r\n\r\n");
        String expected = golden.form() == ReportForm.REDACTED
                ? "Date: Tue, 24 Nov 2026 08:15:58 +0000\r\nMessage-ID: <m1@sender.example>\r\n"
                : body < 0 ? original : original.substring(0, body + 2);

        assertThat(returned).isEqualTo(expected);
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
        return values[0].replace("\r\n", "");
    }

    private static Instant instant(InternetHeaders fields, String name) throws Exception {
        return new MailDateFormat().parse(value(fields, name)).toInstant();
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String typed(String address) {
        return address.startsWith("jörg") ? "utf-8; j\\x{F6}rg@elsewhere.example" : "rfc822; " + address;
    }
}
