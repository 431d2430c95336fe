package io.sealpost.relay.report;

import static io.sealpost.relay.report.ReportDueEventTest.CONTRACT_HEADERS;
import static io.sealpost.relay.report.ReportDueEventTest.reported;
import static io.sealpost.relay.report.ReportDueEventTest.tlsFailure;
import static io.sealpost.relay.report.ReportDueEventTest.withoutStarttls;
import static io.sealpost.relay.report.ReportDueEventTest.writer;
import static io.sealpost.relay.report.Samples.BANKS;
import static io.sealpost.relay.report.Samples.seen;
import static io.sealpost.relay.report.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReturnContent;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events that a sender asked for, and what it asks of reports (RFC 3461, RFC 6533). */
class DsnReportDueTest {
    private static final Contract CONTRACT = Contract.of("reports-due");
    private static final Optional<String> POSTMASTER = Optional.of("postmaster@acme.example");
    private static final Optional<String> ENGLISH = Optional.of("en");

    @Test
    void writesADelay() throws IOException {
        Instant last = Instant.parse("2026-11-24T11:41:10.500Z");
        Observation attempt = seen(
                last, "mx.bank.example", "192.0.2.81:25", AttemptClass.NET, Optional.empty(), "connection refused");
        SpooledRecipient bob = asking(
                tried("bob@bank.example", BANKS, State.WAITING, Instant.parse("2026-11-24T08:16:00.900Z"), attempt),
                "FAILURE,DELAY",
                "rfc822;bob@bank.example");
        SpooledMessage message = asking(
                Samples.message("<m1@sender.example>", Instant.parse("2026-11-24T08:16:00Z"), bob),
                new MessageDsn(Optional.of(ReturnContent.HDRS), Optional.of(new EnvelopeId("order 7+8"))));
        Cause cause = new Cause(
                Optional.of(AttemptClass.NET), EnhancedStatus.of("4.4.1"), "connection refused", Optional.empty());
        RoundReport waiting = new RoundReport(
                message,
                List.of(new RecipientResult(bob, new RecipientOutcome.Deferred(cause), List.of(), last)),
                Optional.empty(),
                Instant.parse("2026-11-24T12:16:00Z"),
                Optional.of(Samples.acme(POSTMASTER, ENGLISH)),
                Map.of(),
                CONTRACT_HEADERS,
                Optional.empty());

        List<OutboxEvent> events =
                writer("0193591e-2222-7000-8000-000000000007").delayed(waiting, Instant.parse("2026-11-29T08:16:00Z"));

        assertThat(events).hasSize(1);
        CONTRACT.assertGolden("delayed.json", events.get(0));
    }

    @Test
    void writesADeliveryToAServerThatReportsNone() throws IOException {
        OutboxEvent event = relayed("SUCCESS,FAILURE", false).orElseThrow();

        CONTRACT.assertGolden("relayed.json", event);
    }

    @Test
    void tellsNobodyOfADeliveryThatNobodyAskedAbout() {
        assertThat(relayed("FAILURE,DELAY", false)).isEmpty();
    }

    @Test
    void leavesTheReportOfADeliveryToTheServerThatTookTheRequestOver() {
        assertThat(relayed("SUCCESS,FAILURE", true)).isEmpty();
    }

    @Test
    void tellsNobodyOfMailWithANullPathThatItWasDelivered() {
        SpooledRecipient bob = asking(
                tried("bob@bank.example", BANKS, State.DELIVERED, Instant.EPOCH), "SUCCESS", "rfc822;bob@bank.example");
        SpooledMessage message = Samples.nullPath(Optional.empty(), "<m1@sender.example>", Instant.EPOCH, bob);
        RecipientResult result = new RecipientResult(
                bob, new RecipientOutcome.Delivered(Reply.of(250, "ok"), false), List.of(), Instant.EPOCH);

        assertThat(EventWriter.isReportDue(message, result)).isFalse();
        assertThat(writer("id")
                        .round(new RoundReport(
                                message,
                                List.of(result),
                                Optional.empty(),
                                Instant.EPOCH,
                                Optional.empty(),
                                Map.of(),
                                "",
                                Optional.empty())))
                .extracting(OutboxEvent::topic)
                .containsExactly("sealpost.deliveries");
    }

    @Test
    void writesWhatGoesBeyondAscii() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:16:00.900Z");
        Observation attempt = withoutStarttls(tried, "mx.partner.example", "192.0.2.80:25");
        SpooledRecipient pele = asking(
                tried("pelé@partner.example", BANKS, State.FAILED, tried, attempt),
                "FAILURE",
                "utf-8;pel\\x{E9}@partner.example");
        SpooledRecipient silent =
                asking(tried("silent@partner.example", BANKS, State.FAILED, tried, attempt), "NEVER", "");
        SpooledMessage plain =
                Samples.message("<m9@sender.example>", Instant.parse("2026-11-24T08:16:00Z"), pele, silent);
        SpooledMessage message = new SpooledMessage(
                plain.id(),
                plain.acceptedAt(),
                ReversePath.parse("jörg@sender.example"),
                new MessageDsn(Optional.of(ReturnContent.FULL), Optional.of(new EnvelopeId("order 7+8"))),
                plain.domains(),
                MessageFacts.NONE,
                plain.report(),
                plain.messageId(),
                true,
                true,
                plain.size(),
                plain.nextAttemptAt(),
                plain.recipients());
        RoundReport round = new RoundReport(
                message,
                Stream.of(pele, silent)
                        .map(each -> new RecipientResult(each, tlsFailure(), List.of(attempt), tried))
                        .toList(),
                Optional.empty(),
                Instant.parse("2026-11-24T08:16:01Z"),
                Optional.of(Samples.acme(POSTMASTER, Optional.of("de"))),
                Map.of(),
                new String(
                        ("From: =?utf-8?q?J=C3=B6rg?= <jörg@sender.example>\r\nTo: pelé@partner.example\r\n"
                                        + "Subject: Vertrag für Pelé\r\nDate: Tue, 24 Nov 2026 08:15:58 +0000\r\n"
                                        + "Message-ID: <m9@sender.example>\r\n")
                                .getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1),
                Optional.empty());

        CONTRACT.assertGolden(
                "internationalized.json",
                reported(writer("0193591e-2222-7000-8000-000000000009"), round).orElseThrow());
    }

    /** The event on a delivery to mx.bank.example of which the sender asks to be told that. */
    private static Optional<OutboxEvent> relayed(String notify, boolean relayedDsn) {
        Instant at = Instant.parse("2026-11-24T08:16:00.900Z");
        Reply reply = Reply.of(250, "2.0.0 queued as 4711");
        TlsEvidence tls = new TlsEvidence(
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                List.of("ab".repeat(32)),
                List.of("mx.bank.example"),
                Optional.empty(),
                Optional.of("CN=Bank CA"),
                Optional.of(Instant.parse("2027-06-01T00:00:00Z")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
        Observation attempt = new Observation(
                at,
                "mx.bank.example",
                Optional.of("192.0.2.81:25"),
                AttemptClass.DELIVERED,
                Optional.of(reply),
                "",
                Optional.of(tls));
        SpooledRecipient bob = asking(tried("bob@bank.example", BANKS, State.DELIVERED, at, attempt), notify, "");
        SpooledMessage message = asking(
                Samples.message("<m1@sender.example>", Instant.parse("2026-11-24T08:16:00Z"), bob),
                new MessageDsn(Optional.empty(), Optional.of(new EnvelopeId("order 7+8"))));
        RecipientOutcome delivered = new RecipientOutcome.Delivered(reply, relayedDsn);
        RecipientResult result = new RecipientResult(bob, delivered, List.of(attempt), at);
        RoundReport round = new RoundReport(
                message,
                List.of(result),
                Optional.empty(),
                Instant.parse("2026-11-24T08:16:01Z"),
                Optional.of(Samples.acme(POSTMASTER, ENGLISH)),
                Map.of(),
                CONTRACT_HEADERS,
                Optional.empty());
        Optional<OutboxEvent> event = reported(writer("0193591e-2222-7000-8000-000000000008"), round);
        assertThat(EventWriter.isReportDue(message, result)).isEqualTo(event.isPresent());
        return event;
    }

    private static SpooledRecipient asking(SpooledRecipient recipient, String notify, String orcpt) {
        return new SpooledRecipient(
                recipient.address(),
                Optional.empty(),
                new RecipientDsn(
                        Optional.of(Notify.parse(notify)),
                        Optional.of(orcpt).filter(text -> !text.isEmpty()).map(OriginalRecipient::parse)),
                recipient.decision(),
                recipient.state(),
                recipient.firstAttemptAt(),
                recipient.rounds(),
                recipient.onlyTlsFailures(),
                recipient.toldOfDelay(),
                recipient.observations());
    }

    private static SpooledMessage asking(SpooledMessage message, MessageDsn dsn) {
        return new SpooledMessage(
                message.id(),
                message.acceptedAt(),
                message.reversePath(),
                dsn,
                message.domains(),
                MessageFacts.NONE,
                message.report(),
                message.messageId(),
                message.eightBit(),
                message.smtpUtf8(),
                message.size(),
                message.nextAttemptAt(),
                message.recipients());
    }
}
