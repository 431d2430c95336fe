package io.sealpost.relay.report;

import static io.sealpost.relay.report.Samples.BANKS;
import static io.sealpost.relay.report.Samples.seen;
import static io.sealpost.relay.report.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.Proof;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.policy.Trial;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryEventTest {
    private static final Contract CONTRACT = Contract.of("deliveries");
    private static final Instant ACCEPTED = Instant.parse("2026-11-24T08:16:00Z");
    private static final Instant TRIED = Instant.parse("2026-11-24T08:16:00.900Z");
    private static final Instant NEXT = Instant.parse("2026-11-24T08:21:07Z");
    private static final Instant AT = Instant.parse("2026-11-24T08:16:01Z");

    @Test
    void writesAccepted() throws IOException {
        SpooledMessage message = Samples.message(
                "<m1@sender.example>",
                ACCEPTED,
                SpooledRecipient.accepted(Address.parse("bob@bank.example"), RecipientDsn.NONE, BANKS),
                SpooledRecipient.accepted(Address.parse("carol@elsewhere.example"), RecipientDsn.NONE, Decision.NONE));

        OutboxEvent event =
                writer("0193591e-1111-7000-8000-000000000001").accepted(message).get(0);

        CONTRACT.assertGolden("accepted.json", event);
        assertThat(event.topic()).isEqualTo("sealpost.deliveries");
        assertThat(event.type()).isEqualTo("io.sealpost.delivery");
        assertThat(event.id()).isEqualTo("0193591e-1111-7000-8000-000000000001");
    }

    @Test
    void belongsToTheTraceOfItsMessage() {
        SpooledMessage traced = Samples.message(
                        "<m1@sender.example>", ACCEPTED, tried("bob@bank.example", BANKS, State.FAILED, TRIED))
                .in(Optional.of("00-ab-cd-01"));

        assertThat(writer("e-1").accepted(traced))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.traceparent()).contains("00-ab-cd-01"));
    }

    @Test
    void writesDeliveredWithItsEvidence() throws IOException {
        Reply reply = Reply.of(250, "2.0.0 Ok: queued as 12345");
        Observation attempt = Samples.over(
                seen(TRIED, "mx1.bank.example", "192.0.2.25:25", AttemptClass.DELIVERED, Optional.of(reply), ""),
                "CN=Bank Issuing CA");
        SpooledRecipient bob = tried("bob@bank.example", BANKS, State.DELIVERED, TRIED, attempt);

        OutboxEvent event = round(
                        writer("0193591e-1111-7000-8000-000000000002"),
                        Samples.message("<m1@sender.example>", ACCEPTED, bob),
                        new RecipientResult(bob, new RecipientOutcome.Delivered(reply, false), List.of(attempt), TRIED))
                .get(0);

        CONTRACT.assertGolden("delivered.json", event);
    }

    @Test
    void writesWhatWouldHaveBecomeOfADeliveryByMonitoredRules() throws IOException {
        Reply reply = Reply.of(250, "2.0.0 Ok: queued as 12345");
        Observation attempt =
                seen(TRIED, "mx1.bank.example", "192.0.2.25:25", AttemptClass.DELIVERED, Optional.of(reply), "");
        Trial trial = new Trial(TlsRequirement.ENCRYPT, BANKS.rules(), Optional.empty(), List.of(), List.of());
        Decision monitored = new Decision(
                TlsRequirement.NONE, List.of(), Optional.empty(), Optional.of(trial), List.of(), List.of());
        SpooledRecipient bob = tried("bob@bank.example", monitored, State.DELIVERED, TRIED, attempt);
        RecipientOutcome delivered =
                new RecipientOutcome.Delivered(reply, false, Optional.of(TlsRequirement.ENCRYPT.judgeInClear()));

        OutboxEvent event = round(
                        writer("0193591e-1111-7000-8000-000000000007"),
                        Samples.message("<m1@sender.example>", ACCEPTED, bob),
                        new RecipientResult(bob, delivered, List.of(attempt), TRIED))
                .get(0);

        CONTRACT.assertGolden("delivered-monitored.json", event);
    }

    @Test
    void writesWhatWasDemandedOfTheCertificateAndHowItWasVerified() throws IOException {
        SpkiPin pin = new SpkiPin("5f".repeat(32));
        Reply reply = Reply.of(250, "2.0.0 Ok: queued as 12345");
        Observation attempt = Samples.over(
                seen(TRIED, "mx1.bank.example", "192.0.2.25:25", AttemptClass.DELIVERED, Optional.of(reply), ""),
                "CN=Bank Issuing CA",
                Optional.of(TlsLevel.FINGERPRINT),
                List.of(
                        new Proof(Proof.Kind.CHAIN, "CN=Bank Root CA"),
                        new Proof(Proof.Kind.NAME, "mx1.bank.example"),
                        new Proof(Proof.Kind.PIN, pin.hex())),
                List.of());
        TlsRequirement strict = TlsRequirement.of(
                TlsVersion.TLS_1_3,
                List.of(
                        new Demand.PinnedKey(List.of(pin)),
                        new Demand.RecipientDomain(List.of(AcceptedName.parse(".provider.example"))),
                        new Demand.HostName()),
                Duration.ZERO);
        SpooledRecipient bob =
                tried("bob@bank.example", new Decision(strict, BANKS.rules()), State.DELIVERED, TRIED, attempt);

        OutboxEvent event = round(
                        writer("0193591e-1111-7000-8000-000000000005"),
                        Samples.message("<m1@sender.example>", ACCEPTED, bob),
                        new RecipientResult(bob, new RecipientOutcome.Delivered(reply, false), List.of(attempt), TRIED))
                .get(0);

        CONTRACT.assertGolden("delivered-verified.json", event);
    }

    @Test
    void writesDeferredWithTheNextAttempt() throws IOException {
        Observation attempt = seen(
                TRIED,
                "mx.elsewhere.example",
                "192.0.2.77:25",
                AttemptClass.NET,
                Optional.empty(),
                "connection refused");
        SpooledRecipient carol = tried("carol@elsewhere.example", Decision.NONE, State.WAITING, TRIED, attempt);
        SpooledMessage message = Samples.message("<m1@sender.example>", ACCEPTED, carol);
        Cause cause = new Cause(
                Optional.of(AttemptClass.NET), EnhancedStatus.of("4.4.1"), "connection refused", Optional.empty());

        OutboxEvent event = round(
                        writer("0193591e-1111-7000-8000-000000000003"),
                        message,
                        new RecipientResult(carol, new RecipientOutcome.Deferred(cause), List.of(attempt), TRIED))
                .get(0);

        CONTRACT.assertGolden("deferred.json", event);
    }

    @Test
    void writesFailedWithTheIdOfItsReport() throws IOException {
        Observation attempt = seen(
                TRIED,
                "mx.partner.example",
                "192.0.2.80:25",
                AttemptClass.TLS_ABSENT,
                Optional.of(Reply.of(250, "mx.partner.example")),
                "EHLO without STARTTLS");
        SpooledRecipient cfo = tried("cfo@partner.example", BANKS, State.FAILED, TRIED, attempt);

        List<OutboxEvent> events = round(
                writer("0193591e-2222-7000-8000-000000000001", "0193591e-1111-7000-8000-000000000004"),
                Samples.message("<m1@sender.example>", ACCEPTED, cfo),
                new RecipientResult(cfo, tlsFailure(), List.of(attempt), TRIED));

        CONTRACT.assertGolden("failed.json", events.get(0));
        assertThat(events.get(1).id()).isEqualTo("0193591e-2222-7000-8000-000000000001");
    }

    @Test
    void recordsAFailureOfWhichNobodyIsTold() throws IOException {
        SpooledRecipient cfo = tried("cfo@partner.example", BANKS, State.FAILED, TRIED);

        List<OutboxEvent> events = round(
                writer("e-1"),
                Samples.nullPath(Optional.empty(), "<m1@sender.example>", ACCEPTED, cfo),
                new RecipientResult(cfo, tlsFailure(), List.of(), TRIED));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.topic()).isEqualTo("sealpost.deliveries");
            assertThat(event.value()).contains("\"type\":\"failed\"").doesNotContain("reportId");
        });
        CONTRACT.assertAllowed(events.get(0));
    }

    @Test
    void putsAtMostAHundredRecipientsIntoAnEvent() {
        SpooledRecipient[] many = IntStream.range(0, 250)
                .mapToObj(i ->
                        SpooledRecipient.accepted(Address.parse("r" + i + "@bank.example"), RecipientDsn.NONE, BANKS))
                .toArray(SpooledRecipient[]::new);

        List<OutboxEvent> events =
                writer("e-1", "e-2", "e-3").accepted(Samples.message("<m1@sender.example>", ACCEPTED, many));

        assertThat(events).hasSize(3);
        assertThat(events.get(2).value()).contains("r200@").contains("r249@").doesNotContain("r199@");
    }

    @Test
    void listsASharedHostOnce() {
        Observation attempt = seen(
                TRIED, "mx.bank.example", "192.0.2.25:25", AttemptClass.NET, Optional.empty(), "connection refused");
        SpooledRecipient bob = tried("bob@bank.example", BANKS, State.WAITING, TRIED, attempt);
        SpooledRecipient eve = tried("eve@bank.example", BANKS, State.WAITING, TRIED, attempt);
        RecipientOutcome deferred = new RecipientOutcome.Deferred(new Cause(
                Optional.of(AttemptClass.NET), EnhancedStatus.of("4.4.1"), "connection refused", Optional.empty()));

        String value = round(
                        writer("e-1"),
                        Samples.message("<m1@sender.example>", ACCEPTED, bob, eve),
                        new RecipientResult(bob, deferred, List.of(attempt), TRIED),
                        new RecipientResult(eve, deferred, List.of(attempt), TRIED))
                .get(0)
                .value();

        assertThat(value.split("mx\\.bank\\.example", -1)).hasSize(2);
        assertThat(value.split("\"hosts\":\\[0\\]", -1)).hasSize(3);
    }

    private static RecipientOutcome tlsFailure() {
        return Samples.failed(FailureType.TLS_FAILURE, AttemptClass.TLS_ABSENT, "5.7.10", "EHLO without STARTTLS");
    }

    private static List<OutboxEvent> round(EventWriter writer, SpooledMessage message, RecipientResult... results) {
        return writer.round(new RoundReport(
                message, List.of(results), Optional.of(NEXT), AT, Optional.empty(), Map.of(), "", Optional.empty()));
    }

    @Test
    void writesReleased() throws IOException {
        SpooledMessage message = Samples.message(
                "<m1@sender.example>",
                ACCEPTED,
                SpooledRecipient.accepted(Address.parse("cfo@partner.example"), RecipientDsn.NONE, Decision.NONE),
                tried("bob@bank.example", BANKS, State.DELIVERED, TRIED));
        OperatorAct act = new OperatorAct("jo@sealpost.example", Optional.of("the partner asked for it by telephone"));

        List<OutboxEvent> events =
                writer("0193591e-1111-7000-8000-000000000005").released(message, message.waiting(), act, AT);

        assertThat(events).hasSize(1);
        CONTRACT.assertGolden("released.json", events.get(0));
    }

    private static EventWriter writer(String... ids) {
        Queue<String> left = new ArrayDeque<>(List.of(ids));
        return new EventWriter(new RelayIdentity("relay-1", "relay-1.sealpost.example"), left::remove);
    }
}
