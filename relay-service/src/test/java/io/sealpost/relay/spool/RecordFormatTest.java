package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HeaderEdit;
import io.sealpost.relay.mail.HeaderPlaces;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.Stop;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.Trial;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordFormatTest {
    /** What releases so far have written: a later one must still read it. */
    private static final String STORED_JSON = """
            {"id":"0MVDH8R5C0001","acceptedAt":"2026-11-24T08:16:00Z","reversePath":"","dsn":{"ret":"HDRS","envid":"q+3D1"},"domains":["sender.example"],\
            "facts":{"senders":["alice@sender.example"],"hiddenSenders":false,"headers":{"subject":["Contract"]},\
            "content":{"0f1e2d3c":true},"size":1200,"source":"192.0.2.1"},\
            "report":"FULL","messageId":"<m1@sender.example>","eightBit":true,"smtpUtf8":true,"size":1234,\
            "nextAttemptAt":"2026-11-24T08:21:01Z","recipients":[\
            {"address":"\\"bob smith\\"@bank.example","dsn":{"notifyOn":"FAILURE,DELAY","orcpt":"rfc822;bob+2Bx@bank.example"},"decision":{"requirement":{"level":"DANE","minVersion":"TLS_1_3",\
            "demands":[{"level":"VERIFY"},{"level":"SECURE","names":[".provider.example","mx.provider.example"]},\
            {"level":"FINGERPRINT","pins":["%1$s"]},{"level":"DANE"}],"retryWindow":"PT1H30M"},\
            "rules":[{"scope":"domain/sender.example","id":"r-1","name":"Banks","revision":40}]},"state":"WAITING",\
            "firstAttemptAt":"2026-11-24T08:16:01Z","rounds":1,"onlyTlsFailures":false,"toldOfDelay":true,"observations":[\
            {"at":"2026-11-24T08:16:00.900Z","host":"mx1.bank.example","address":"192.0.2.25:25","kind":"SMTP_TEMP",\
            "reply":{"code":451,"lines":["4.3.0 later","please"]},"detail":"","tls":{"version":"TLSv1.3",\
            "cipher":"TLS_AES_256_GCM_SHA384","certificates":["ab12"],"names":["mx1.bank.example"],\
            "key":"%1$s","issuer":"CN=Bank",\
            "notAfter":"2027-06-01T00:00:00Z","ocsp":"GOOD","verified":"VERIFY",\
            "proofs":[{"kind":"NAME","by":"mx1.bank.example"}],"violations":[]}}]},\
            {"address":"carol@elsewhere.example","dsn":{},"decision":{"requirement":{"level":"MAY","minVersion":"TLS_1_2","demands":[],"retryWindow":"PT0S"},\
            "rules":[],"trial":{"requirement":{"level":"ENCRYPT","minVersion":"TLS_1_2","demands":[],"retryWindow":"PT1H"},\
            "rules":[{"scope":"domain/sender.example","id":"r-1","name":"Banks","revision":40}]}},"state":"DELIVERED","firstAttemptAt":"2026-11-24T08:16:01Z","rounds":1,"onlyTlsFailures":true,"toldOfDelay":false,\
            "observations":[]}]}""".formatted("5f".repeat(32));

    /** What a release wrote that knew no level but may and encrypt and judged no certificate: it is still read. */
    private static final String EARLIER_JSON = """
            {"id":"0MVDH8R5C0001","acceptedAt":"2026-11-24T08:16:00Z","reversePath":"","domains":["sender.example"],\
            "report":"FULL","messageId":"<m1@sender.example>","eightBit":true,"size":1234,\
            "nextAttemptAt":"2026-11-24T08:21:01Z","recipients":[\
            {"address":"\\"bob smith\\"@bank.example","decision":{"requirement":{"level":"ENCRYPT","minVersion":"TLS_1_2"},\
            "rules":[{"scope":"domain/sender.example","id":"r-1","name":"Banks","revision":40}]},"state":"WAITING",\
            "firstAttemptAt":"2026-11-24T08:16:01Z","rounds":1,"onlyTlsFailures":false,"observations":[\
            {"at":"2026-11-24T08:16:00.900Z","host":"mx1.bank.example","address":"192.0.2.25:25","kind":"SMTP_TEMP",\
            "reply":{"code":451,"lines":["4.3.0 later","please"]},"detail":"","tls":{"version":"TLSv1.3",\
            "cipher":"TLS_AES_256_GCM_SHA384","certificates":["ab12"],"names":["mx1.bank.example"],"issuer":"CN=Bank",\
            "notAfter":"2027-06-01T00:00:00Z"}}]},\
            {"address":"carol@elsewhere.example","decision":{"requirement":{"level":"MAY","minVersion":"TLS_1_2"},\
            "rules":[]},"state":"DELIVERED","firstAttemptAt":"2026-11-24T08:16:01Z","rounds":1,"onlyTlsFailures":true,\
            "observations":[]}]}""";

    @Test
    void readsWhatStopsRecipients() throws Exception {
        List<RuleRef> rules = List.of(new RuleRef("domain/sender.example", "r-1", "Contracts", 40));
        for (Stop stop : List.of(new Stop.Reject(rules, "Not by mail."), new Stop.Hold(rules))) {
            Trial trial = new Trial(TlsRequirement.NONE, rules, Optional.of(stop), List.of(), List.of());
            Decision decision = new Decision(
                    TlsRequirement.ENCRYPT, rules, Optional.of(stop), Optional.of(trial), List.of(), List.of());
            SpooledRecipient recipient =
                    SpooledRecipient.accepted(Address.parse("bob@bank.example"), RecipientDsn.NONE, decision);

            assertThat(RecordFormat.decode(RecordFormat.encode(recipient), SpooledRecipient.class))
                    .isEqualTo(recipient);
            assertThat(recipient.isStopped()).isTrue();
        }
    }

    @Test
    void readsWhatAnEarlierReleaseWrote() throws Exception {
        byte[] stored = RecordFormat.encode(JsonMapper.builder().build().readTree(EARLIER_JSON));

        SpooledMessage message = RecordFormat.decode(stored, SpooledMessage.class);

        assertThat(message.recipients())
                .extracting(each -> each.decision().requirement())
                .containsExactly(TlsRequirement.ENCRYPT, TlsRequirement.NONE);
        assertThat(message.recipients()
                        .get(0)
                        .observations()
                        .get(0)
                        .tls()
                        .orElseThrow()
                        .proofs())
                .isEmpty();
    }

    @Test
    void writesTheFormatThatIsOnDisks() {
        byte[] stored = RecordFormat.encode(Messages.full());

        assertThat(new String(stored, 5, stored.length - 5, StandardCharsets.UTF_8))
                .isEqualTo(STORED_JSON);
        assertThat(HexFormat.of().formatHex(stored, 0, 1)).isEqualTo("01");
    }

    @Test
    void readsFactsOfAReleaseThatDidNotLookAtContent() throws Exception {
        String earlier = STORED_JSON.replace("\"content\":{\"0f1e2d3c\":true},", "");
        byte[] stored = RecordFormat.encode(JsonMapper.builder().build().readTree(earlier));

        assertThat(RecordFormat.decode(stored, SpooledMessage.class).facts().content())
                .isEmpty();
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        assertThat(RecordFormat.decode(RecordFormat.encode(Messages.full()), SpooledMessage.class))
                .isEqualTo(Messages.full());
    }

    @Test
    void keepsTheTraceOfAMessageAndReadsRecordsThatHaveNone() throws Exception {
        SpooledMessage traced = Messages.full().in(Optional.of("00-ab-cd-01"));
        byte[] earlier = RecordFormat.encode(JsonMapper.builder().build().readTree(EARLIER_JSON));

        assertThat(RecordFormat.decode(RecordFormat.encode(traced), SpooledMessage.class)
                        .traceparent())
                .contains("00-ab-cd-01");
        assertThat(RecordFormat.decode(earlier, SpooledMessage.class).traceparent())
                .isEmpty();
    }

    @Test
    void readsBackForWhomACopyIsMade() throws Exception {
        SpooledRecipient copy = SpooledRecipient.copy(
                Address.parse("archive@vault.example"), Domain.parse("sender.example"), Decision.NONE);

        SpooledRecipient read = RecordFormat.decode(RecordFormat.encode(copy), SpooledRecipient.class);

        assertThat(read).isEqualTo(copy);
        assertThat(read.copiedFor()).contains(Domain.parse("sender.example"));
    }

    @Test
    void readsBackHowAHeaderIsEdited() throws Exception {
        Decision decision = new Decision(
                TlsRequirement.NONE,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(new HeaderEdit.AddField("X-A", "1"), new HeaderEdit.PrependSubject("[a]")),
                List.of());
        HeaderPlaces places =
                new HeaderPlaces(60, Optional.of(new HeaderPlaces.Subject(41, 9, HeaderPlaces.Text.ATTACHED, true)));

        byte[] stored = RecordFormat.encode(decision);

        assertThat(RecordFormat.decode(stored, Decision.class)).isEqualTo(decision);
        assertThat(new String(stored, 5, stored.length - 5, StandardCharsets.UTF_8))
                .contains("\"edits\":[{\"edit\":\"ADD_FIELD\",\"name\":\"X-A\",\"value\":\"1\"},"
                        + "{\"edit\":\"PREPEND_SUBJECT\",\"text\":\"[a]\"}]");
        assertThat(RecordFormat.decode(RecordFormat.encode(places), HeaderPlaces.class))
                .isEqualTo(places);
    }

    @Test
    void readsBackAnEventThatHasNoOptionalFields() throws Exception {
        OutboxEvent event = Messages.event("e-1");

        assertThat(RecordFormat.decode(RecordFormat.encode(event), OutboxEvent.class))
                .isEqualTo(event);
    }

    @Test
    void refusesARecordOfWhichOneBitIsWrong() {
        byte[] stored = RecordFormat.encode(Messages.full());
        stored[stored.length / 2] ^= 1;

        assertThatThrownBy(() -> RecordFormat.decode(stored, SpooledMessage.class))
                .isInstanceOf(DamagedRecordException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void refusesARecordOfANewerFormat() {
        byte[] stored = RecordFormat.encode(Messages.full());
        stored[0] = 2;

        assertThatThrownBy(() -> RecordFormat.decode(stored, SpooledMessage.class))
                .isInstanceOf(DamagedRecordException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void refusesARecordThatIsCutOff() {
        assertThatThrownBy(() -> RecordFormat.decode(new byte[] {1, 2}, SpooledMessage.class))
                .isInstanceOf(DamagedRecordException.class);
    }
}
