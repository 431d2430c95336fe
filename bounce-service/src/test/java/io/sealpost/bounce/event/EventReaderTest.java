package io.sealpost.bounce.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.bounce.fixture.Contracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventReader reader = new EventReader();

    @Test
    void readsTheTlsFailureOfTheContract() throws UnreadableEventException {
        ReportDue event = reader.read(Contracts.reportDue("tls-failure"));

        assertThat(event.id()).isEqualTo("0193591e-2222-7000-8000-000000000001");
        assertThat(event.type()).isEqualTo(ReportType.TLS_FAILURE);
        assertThat(event.queueId()).isEqualTo("0MVDH8R5C0001");
        assertThat(event.relay()).isEqualTo("relay-1");
        assertThat(event.reportingMta()).isEqualTo("relay-1.sealpost.example");
        assertThat(event.at()).isEqualTo(Instant.parse("2026-11-24T08:16:01Z"));
        assertThat(event.arrivedAt()).isEqualTo(Instant.parse("2026-11-24T08:16:00Z"));
        assertThat(event.envelope()).isEqualTo(new Envelope("alice@sender.example", null, null, false));
        assertThat(event.domain()).isEqualTo("sender.example");
        assertThat(event.organization()).isEqualTo(new Organization("acme", "postmaster@acme.example"));
        assertThat(event.locale()).isEqualTo("en");
        assertThat(event.firstForm()).isEqualTo(ReportForm.FULL);
        assertThat(event.failedReport()).isEmpty();
        assertThat(event.headers()).startsWith("From: Alice").endsWith("Message-ID: <m1@sender.example>\r\n");
    }

    @Test
    void readsTheRecipientsAndHostsOfTheContract() throws UnreadableEventException {
        ReportDue event = reader.read(Contracts.reportDue("tls-failure"));

        Recipient recipient = event.recipients().get(0);
        assertThat(recipient.address()).isEqualTo("cfo@partner.example");
        assertThat(recipient.cause()).isEqualTo(AttemptClass.TLS_ABSENT);
        assertThat(recipient.status()).isEqualTo("5.7.10");
        assertThat(recipient.diagnostic())
                .isEqualTo(new Diagnostic(Diagnostic.Source.LOCAL, "EHLO without STARTTLS", null));
        assertThat(recipient.rules())
                .containsExactly(
                        new AppliedRule("domain/sender.example", "0193591e-0000-7000-8000-000000000002", "Banks", 40));
        assertThat(event.hostsTriedFor(recipient))
                .containsExactly(new HostTried(
                        Instant.parse("2026-11-24T08:16:00.900Z"),
                        "mx.partner.example",
                        "192.0.2.80:25",
                        AttemptClass.TLS_ABSENT,
                        "250 mx.partner.example",
                        "EHLO without STARTTLS",
                        null,
                        null));
    }

    @Test
    void readsTheFailureOfAReport() throws UnreadableEventException {
        ReportDue event = reader.read(Contracts.reportDue("report-failed"));

        assertThat(event.envelope().hasNullReversePath()).isTrue();
        assertThat(event.failedReport())
                .contains(new FailedReport(
                        "<0193591e-2222-7000-8000-000000000001.full@relay-1.sealpost.example>", ReportForm.FULL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "expired", "unroutable", "loop", "operator"})
    void readsTheOtherTypesOfTheContract(String type) throws UnreadableEventException {
        ReportDue event = reader.read(Contracts.reportDue(type));

        assertThat(event.type().wireName()).isEqualTo(type);
        assertThat(event.firstForm()).isEqualTo(ReportForm.PLAIN);
    }

    @Test
    void readsWhatWasWrongWithACertificate() throws UnreadableEventException {
        ReportDue event = reader.read(Contracts.reportDue("certificate-untrusted"));

        assertThat(event.type()).isEqualTo(ReportType.TLS_FAILURE);
        assertThat(event.recipients())
                .singleElement()
                .satisfies(bob -> assertThat(bob.diagnostic().text())
                        .isEqualTo("the certificate is not trusted: it is signed by itself alone"));
    }

    @Test
    void readsANoticeOfADelay() throws UnreadableEventException {
        ReportDue event = reader.read(Contracts.reportDue("delayed"));
        Recipient bob = event.recipients().get(0);

        assertThat(event.type().condition()).isEqualTo(Condition.DELAY);
        assertThat(event.triedUntil()).contains(Instant.parse("2026-11-29T08:16:00Z"));
        assertThat(event.envelope().id()).contains("order 7+8");
        assertThat(event.envelope().ret()).isEqualTo(Envelope.ReturnContent.HDRS);
        assertThat(bob.original()).contains(new OriginalRecipient("rfc822", "bob@bank.example"));
        assertThat(bob.demanded()).contains(new Requirement("TLSv1.2", List.of()));
        assertThat(event.recipientsToTell()).containsExactly(bob);
    }

    @Test
    void readsThatAMessageWasRelayed() throws UnreadableEventException {
        ReportDue event = reader.read(Contracts.reportDue("relayed"));

        assertThat(event.type().condition()).isEqualTo(Condition.SUCCESS);
        assertThat(event.hosts().get(0).session())
                .contains(new TlsSession(
                        "TLSv1.3",
                        "TLS_AES_256_GCM_SHA384",
                        List.of("mx.bank.example"),
                        "CN=Bank CA",
                        Instant.parse("2027-06-01T00:00:00Z"),
                        List.of()));
    }

    @Test
    void tellsOnlyOfRecipientsWhereNotifyAsks() throws UnreadableEventException {
        ReportDue event = reader.read(Contracts.reportDue("internationalized"));

        assertThat(event.envelope().smtpUtf8()).isTrue();
        assertThat(event.recipients()).hasSize(2);
        assertThat(event.recipientsToTell())
                .singleElement()
                .extracting(Recipient::address)
                .isEqualTo("pelé@partner.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayed=5.4.1", "relayed=5.0.0", "tls-failure=4.7.10", "expired=2.0.0"})
    void cannotReadAStatusThatDoesNotFitTheType(String assignment) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(Contracts.text(assignment.split("=")[0]));
        ((ObjectNode) event.at("/recipients/0")).put("status", assignment.split("=")[1]);

        assertThatThrownBy(() -> read(event)).hasMessageContaining("recipients.status");
    }

    @Test
    void ignoresFieldsItDoesNotKnow() throws Exception {
        ObjectNode event = golden();
        event.put("later", "addition");
        ((ObjectNode) event.get("recipients").get(0)).putObject("later").put("even", "nested");

        assertThat(read(event).id()).isEqualTo("0193591e-2222-7000-8000-000000000001");
    }

    static List<String> requiredFields() throws IOException {
        JsonNode schema = JSON.readTree(Contracts.text("schema"));
        List<String> fields = new ArrayList<>();
        schema.get("required").forEach(name -> fields.add("/" + name.asText()));
        schema.at("/properties/recipients/items/required")
                .forEach(name -> fields.add("/recipients/0/" + name.asText()));
        schema.at("/properties/recipients/items/properties/diagnostic/required")
                .forEach(name -> fields.add("/recipients/0/diagnostic/" + name.asText()));
        schema.at("/$defs/host/required").forEach(name -> fields.add("/hosts/0/" + name.asText()));
        schema.at("/$defs/rule/required").forEach(name -> fields.add("/recipients/0/rules/0/" + name.asText()));
        fields.add("/envelope/reversePath");
        return fields;
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void cannotReadAnEventWithoutARequiredField(String pointer) throws IOException {
        ObjectNode event = golden();
        parentOf(event, pointer).remove(nameOf(pointer));

        assertThatThrownBy(() -> read(event)).isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void cannotReadAnEventWithANullInARequiredField(String pointer) throws IOException {
        ObjectNode event = golden();
        parentOf(event, pointer).putNull(nameOf(pointer));

        assertThatThrownBy(() -> read(event)).isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/id=a b",
                "/id=a@b",
                "/id=x\r\nBcc: x",
                "/type=surprise",
                "/reportingMta=relay example",
                "/reportingMta=relay>\r\nBcc: <x",
                "/at=yesterday",
                "/queueId=",
                "/envelope/reversePath=alice@sender.example>\r\nBcc: <x@y",
                "/recipients/0/status=4.7.10",
                "/recipients/0/address=a@b\r\nAction: delivered",
                "/hosts/0/host=mx\nx"
            })
    void cannotReadAnEventWithAMalformedValue(String assignment) throws IOException {
        String pointer = assignment.substring(0, assignment.indexOf('='));
        ObjectNode event = golden();
        parentOf(event, pointer).put(nameOf(pointer), assignment.substring(assignment.indexOf('=') + 1));

        assertThatThrownBy(() -> read(event)).isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void cannotReadAReferenceToAHostThatIsNotThere() throws IOException {
        ObjectNode event = golden();
        ((ObjectNode) event.get("recipients").get(0)).putArray("hosts").add(1);

        assertThatThrownBy(() -> read(event))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("recipients.hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "not json", "{\"id\": \"x\"", "{\"id\":\"1\",\"id\":\"2\"}"})
    void cannotReadWhatIsNoEvent(String value) {
        assertThatThrownBy(() -> reader.read(value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void cannotReadATombstone() {
        assertThatThrownBy(() -> reader.read(null)).isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void saysWhatIsWrongWithoutSayingTheValue() throws IOException {
        ObjectNode event = golden();
        event.put("reportingMta", "secret words");

        assertThatThrownBy(() -> read(event))
                .hasMessageContaining("reportingMta is malformed")
                .hasMessageNotContaining("secret");
    }

    @Test
    void doesNotShowMessageDataInItsString() throws UnreadableEventException {
        assertThat(reader.read(Contracts.reportDue("tls-failure")).toString())
                .doesNotContain("alice", "cfo", "Contract");
    }

    private static ObjectNode golden() throws IOException {
        return (ObjectNode) JSON.readTree(Contracts.text("tls-failure"));
    }

    private static ObjectNode parentOf(ObjectNode event, String pointer) {
        return (ObjectNode) event.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String nameOf(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    private ReportDue read(ObjectNode event) throws UnreadableEventException, IOException {
        return reader.read(JSON.writeValueAsBytes(event));
    }
}
