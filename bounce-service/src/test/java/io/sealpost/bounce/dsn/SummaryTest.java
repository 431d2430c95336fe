package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final ReportComposer COMPOSER = GoldenReport.COMPOSER;

    @Test
    void namesEveryMessageItsRecipientsAndWhy() throws Exception {
        List<ReportDue> events =
                GoldenReport.all().stream().map(GoldenReport::event).toList();

        ReportMessage summary = COMPOSER.summarize("storm-1", events, ReportForm.FULL, GoldenReport.DATE);
        String text = plain(summary);

        WireForm.assertTravels(summary);
        assertThat(summary.messageId()).isEqualTo("<storm-1.full@relay-1.sealpost.example>");
        assertThat(text).contains(events.size() + " of your messages");
        for (ReportDue event : events) {
            assertThat(text).contains("queue ID " + event.queueId());
            assertThat(event.recipientsToTell())
                    .allSatisfy(recipient -> assertThat(text).contains(SafeText.line(recipient.address()) + ": "));
        }
        assertThat(text).contains("bob@bank.example: the certificate of the receiving mail server has expired");
    }

    @Test
    void showsNoSubjectInTheRedactedForm() throws Exception {
        ReportMessage summary = COMPOSER.summarize(
                "storm-1", List.of(GoldenReport.all().get(0).event()), ReportForm.REDACTED, GoldenReport.DATE);

        assertThat(plain(summary)).contains("cfo@partner.example").doesNotContain("Contract");
    }

    @Test
    void namesAThousandEventsAndNoMore() throws Exception {
        ReportDue event = GoldenReport.all().get(0).event();

        WireForm.assertTravels(
                COMPOSER.summarize("storm-1", Collections.nCopies(1000, event), ReportForm.FULL, GoldenReport.DATE));
        assertThatThrownBy(() -> COMPOSER.summarize(
                        "storm-1", Collections.nCopies(1001, event), ReportForm.FULL, GoldenReport.DATE))
                .hasMessageContaining("1 to 1000");
    }

    @Test
    void tellsTheContactThatAReportDidNotArrive() throws Exception {
        ReportDue event = GoldenReport.all().get(0).event();

        ReportMessage notice =
                COMPOSER.notifyContact("postmaster@acme.example", event, "550 5.1.1\r\nBcc: x <b>", GoldenReport.DATE);

        WireForm.assertTravels(notice);
        assertThat(notice.recipient()).isEqualTo("postmaster@acme.example");
        assertThat(notice.messageId())
                .isEqualTo("<0193591e-2222-7000-8000-000000000001.contact@relay-1.sealpost.example>");
        assertThat(plain(notice))
                .contains("alice@sender.example", "cfo@partner.example", "offers no encryption", event.queueId())
                .contains("550 5.1.1 Bcc: x <b>")
                .doesNotContain("Contract");
    }

    /** The plain text on one line. */
    private static String plain(ReportMessage message) throws Exception {
        MimeMessage read =
                new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message.toBytes()));
        MimeMultipart people = (MimeMultipart) read.getContent();
        return ((String) people.getBodyPart(0).getContent()).replaceAll("\\s+", " ");
    }
}
