package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.event.Recipient;
import io.sealpost.bounce.event.ReportDue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A second library reads the reports, strictly, and must find in them what the events say. */
class Mime4jReadBackTest {

    private static final MimeConfig STRICT =
            MimeConfig.custom().setStrictParsing(true).setMaxLineLen(1000).build();

    static List<GoldenReport> goldenReports() {
        return GoldenReport.all();
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void findsTheHeader(GoldenReport golden) throws Exception {
        Message message = read(golden.message());

        assertThat(message.getSubject()).isEqualTo(golden.document().subject());
        assertThat(message.getMessageId()).isEqualTo(ReportComposer.messageId(golden.event(), golden.form()));
        assertThat(message.getFrom().get(0).getAddress())
                .isEqualTo("MAILER-DAEMON@" + golden.event().reportingMta());
        assertThat(to(message)).isEqualTo("<" + golden.event().envelope().reversePath() + ">");
        assertThat(message.getDate().toInstant()).isEqualTo(GoldenReport.DATE);
        assertThat(message.getMimeType()).isEqualTo("multipart/report");
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void findsTheTextForPeopleInBothForms(GoldenReport golden) throws Exception {
        Multipart people = (Multipart) parts(golden).get(0).getBody();

        assertThat(people.getBodyParts()).extracting(Entity::getMimeType).containsExactly("text/plain", "text/html");
        assertThat(text(people.getBodyParts().get(0))).isEqualTo(GoldenReport.TEXTS.plain(golden.document()));
        assertThat(text(people.getBodyParts().get(1))).isEqualTo(GoldenReport.TEXTS.html(golden.document()));
    }

    @ParameterizedTest
    @MethodSource("goldenReports")
    void findsTheStatusOfEveryRecipient(GoldenReport golden) throws Exception {
        ReportDue event = golden.event();
        String status = octets(parts(golden).get(1)).replaceAll("\r\n[ \t]", " ");
        List<String> groups = Arrays.stream(status.split("\r\n\r\n"))
                .filter(group -> !group.isBlank())
                .toList();

        assertThat(groups).hasSize(1 + event.recipientsToTell().size());
        assertThat(field(groups.get(0), "Reporting-MTA")).contains("dns; " + event.reportingMta());
        for (int index = 1; index < groups.size(); index++) {
            Recipient recipient = event.recipientsToTell().get(index - 1);
            assertThat(field(groups.get(index), "Status")).contains(recipient.status());
            assertThat(field(groups.get(index), "Action"))
                    .contains(event.type().condition().action());
            assertThat(field(groups.get(index), "Final-Recipient")).isPresent();
            assertThat(field(groups.get(index), "Last-Attempt-Date")).isPresent();
        }
    }

    private static List<Entity> parts(GoldenReport golden) throws Exception {
        return ((Multipart) read(golden.message()).getBody()).getBodyParts();
    }

    /** Reads a message; whatever is not by the book throws. */
    static Message read(ReportMessage report) throws Exception {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(STRICT);
        return builder.parseMessage(new ByteArrayInputStream(report.toBytes()));
    }

    /** The one To field. Mime4j's parser of addresses knows none that is not ASCII, hence as it stands. */
    static String to(Message message) {
        List<Field> fields = message.getHeader().getFields("To");
        assertThat(fields).hasSize(1);
        return new String(fields.get(0).getRaw().toByteArray(), StandardCharsets.UTF_8)
                .replace("\r\n", "")
                .substring("To: ".length());
    }

    private static Optional<String> field(String group, String name) {
        return group.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst();
    }

    static String text(Entity part) throws Exception {
        return new String(((TextBody) part.getBody()).getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .replace("\r\n", "\n");
    }

    static String octets(Entity part) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        ((SingleBody) part.getBody()).writeTo(octets);
        return octets.toString(StandardCharsets.UTF_8);
    }
}
