package io.sealpost.relay.report;

import static io.sealpost.relay.report.Samples.BANKS;
import static io.sealpost.relay.report.Samples.seen;
import static io.sealpost.relay.report.Samples.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.Proof;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.Stop;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportDueEventTest {
    private static final Contract CONTRACT = Contract.of("reports-due");
    private static final Optional<String> NOBODY = Optional.empty();
    private static final List<RuleRef> PAYROLL = List.of(
            new RuleRef("domain/sender.example", "0193591e-0000-7000-8000-000000000003", "Payroll stays inside", 41));
    private static final Optional<String> POSTMASTER = Optional.of("postmaster@acme.example");
    static final String CONTRACT_HEADERS =
            "From: Alice <alice@sender.example>\r\nTo: cfo@partner.example, bob@bank.example\r\n"
                    + "Subject: Contract\r\nDate: Tue, 24 Nov 2026 08:15:58 +0000\r\n"
                    + "Message-ID: <m1@sender.example>\r\n";
    private static final Optional<String> ENGLISH = Optional.of("en");

    @Test
    void writesATlsFailure() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:16:00.900Z");
        Observation attempt = withoutStarttls(tried, "mx.partner.example", "192.0.2.80:25");
        SpooledRecipient cfo = tried("cfo@partner.example", BANKS, State.FAILED, tried, attempt);
        SpooledMessage message = Samples.message("<m1@sender.example>", Instant.parse("2026-11-24T08:16:00Z"), cfo);

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000001",
                message,
                new RecipientResult(cfo, tlsFailure(), List.of(attempt), tried),
                Instant.parse("2026-11-24T08:16:01Z"),
                Samples.acme(POSTMASTER, ENGLISH),
                CONTRACT_HEADERS);

        CONTRACT.assertGolden("tls-failure.json", event);
        assertThat(event.topic()).isEqualTo("sealpost.reports-due");
        assertThat(event.type()).isEqualTo("io.sealpost.report-due");
    }

    @Test
    void writesWhatIsWrongWithACertificate() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:16:00.900Z");
        String words = "the certificate is not trusted: it is signed by itself alone";
        Observation attempt = Samples.over(
                seen(tried, "mx1.bank.example", "192.0.2.25:25", AttemptClass.TLS_TEMP, Optional.empty(), words),
                "CN=mx1.bank.example",
                Optional.empty(),
                List.of(new Proof(Proof.Kind.NAME, "mx1.bank.example")),
                List.of("untrusted"));
        Decision verify = new Decision(
                TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.HostName()), Duration.ZERO), BANKS.rules());
        SpooledRecipient bob = tried("bob@bank.example", verify, State.FAILED, tried, attempt);

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000006",
                Samples.message("<m1@sender.example>", Instant.parse("2026-11-24T08:16:00Z"), bob),
                new RecipientResult(
                        bob,
                        Samples.failed(FailureType.TLS_FAILURE, AttemptClass.TLS_TEMP, "5.7.10", words),
                        List.of(attempt),
                        tried),
                Instant.parse("2026-11-24T08:16:01Z"),
                Samples.acme(POSTMASTER, ENGLISH),
                "From: Alice <alice@sender.example>\r\nSubject: Contract\r\n");

        CONTRACT.assertGolden("certificate-untrusted.json", event);
    }

    @Test
    void writesARejection() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:17:00.900Z");
        Reply reply = Reply.of(550, "5.1.1 No such user here");
        Observation attempt = Samples.over(
                seen(tried, "mx.elsewhere.example", "192.0.2.77:25", AttemptClass.SMTP_PERM, Optional.of(reply), ""),
                "CN=Elsewhere CA");
        SpooledRecipient nobody = tried("nobody@elsewhere.example", Decision.NONE, State.FAILED, tried, attempt);
        Cause cause = new Cause(
                Optional.of(AttemptClass.SMTP_PERM),
                EnhancedStatus.of("5.1.1"),
                reply.words(),
                Optional.of("mx.elsewhere.example"));

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000002",
                Samples.message("<m2@sender.example>", Instant.parse("2026-11-24T08:17:00Z"), nobody),
                new RecipientResult(
                        nobody, new RecipientOutcome.Failed(FailureType.REJECTED, cause), List.of(attempt), tried),
                Instant.parse("2026-11-24T08:17:01Z"),
                Samples.acme(NOBODY, ENGLISH),
                "From: Alice <alice@sender.example>\r\nTo: nobody@elsewhere.example\r\nSubject: Hello\r\n"
                        + "Date: Tue, 24 Nov 2026 08:16:58 +0000\r\nMessage-ID: <m2@sender.example>\r\n");

        CONTRACT.assertGolden("rejected.json", event);
    }

    @Test
    void writesARefusalByRule() throws IOException {
        Instant now = Instant.parse("2026-11-24T08:17:00.900Z");
        SpooledRecipient rival = stopped(new Stop.Reject(PAYROLL, "No payroll data to private addresses."), now);

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000015",
                Samples.message("<m2@sender.example>", Instant.parse("2026-11-24T08:17:00Z"), rival),
                new RecipientResult(
                        rival,
                        Samples.failed(
                                FailureType.POLICY,
                                AttemptClass.SMTP_PERM,
                                "5.7.1",
                                "No payroll data to private addresses."),
                        List.of(),
                        now),
                Instant.parse("2026-11-24T08:17:01Z"),
                Samples.acme(NOBODY, ENGLISH),
                "From: Alice <alice@sender.example>\r\nSubject: Hello\r\n");

        CONTRACT.assertGolden("policy.json", event);
    }

    @Test
    void writesTheEndOfAHold() throws IOException {
        Instant end = Instant.parse("2026-11-29T08:17:00Z");
        String words = "nobody let it go before its time was over";
        SpooledRecipient held = stopped(new Stop.Hold(PAYROLL), end);

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000016",
                Samples.message("<m2@sender.example>", Instant.parse("2026-11-24T08:17:00Z"), held),
                new RecipientResult(
                        held,
                        Samples.failed(FailureType.POLICY, AttemptClass.SMTP_PERM, "5.4.7", words),
                        List.of(),
                        end),
                end,
                Samples.acme(NOBODY, ENGLISH),
                "From: Alice <alice@sender.example>\r\nSubject: Hello\r\n");

        CONTRACT.assertGolden("held.json", event);
    }

    /** One more rule covers the recipient, and says nothing of this. */
    private static SpooledRecipient stopped(Stop stop, Instant at) {
        List<RuleRef> matched = List.of(BANKS.rules().get(0), PAYROLL.get(0));
        return tried(
                "eve@private.example",
                new Decision(
                        TlsRequirement.ENCRYPT, matched, Optional.of(stop), Optional.empty(), List.of(), List.of()),
                State.FAILED,
                at);
    }

    @Test
    void writesTheAlertThatEndedAHandshake() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:16:00.900Z");
        String words = "TLS handshake failed: Received fatal alert: handshake_failure";
        Observation attempt =
                seen(tried, "mx1.bank.example", "192.0.2.25:25", AttemptClass.TLS_TEMP, Optional.empty(), words);
        SpooledRecipient bob = tried("bob@bank.example", BANKS, State.FAILED, tried, attempt);

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000010",
                Samples.message("<m1@sender.example>", Instant.parse("2026-11-24T08:16:00Z"), bob),
                new RecipientResult(
                        bob,
                        Samples.failed(FailureType.TLS_FAILURE, AttemptClass.TLS_TEMP, "5.7.10", words),
                        List.of(attempt),
                        tried),
                Instant.parse("2026-11-24T08:16:01Z"),
                Samples.acme(POSTMASTER, ENGLISH),
                "From: Alice <alice@sender.example>\r\nSubject: Contract\r\n");

        CONTRACT.assertGolden("handshake-failed.json", event);
    }

    @Test
    void writesAnExpiry() throws IOException {
        Instant last = Instant.parse("2026-11-29T08:16:59.900Z");
        Observation attempt = seen(
                last,
                "mx.elsewhere.example",
                "192.0.2.77:25",
                AttemptClass.NET,
                Optional.empty(),
                "connection refused");
        SpooledRecipient carol = tried(
                "carol@elsewhere.example",
                Decision.NONE,
                State.FAILED,
                Instant.parse("2026-11-24T08:17:00.900Z"),
                attempt);

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000003",
                Samples.message("<m3@sender.example>", Instant.parse("2026-11-24T08:17:00Z"), carol),
                new RecipientResult(
                        carol,
                        Samples.failed(FailureType.EXPIRED, AttemptClass.NET, "5.4.1", "connection refused"),
                        List.of(attempt),
                        last),
                Instant.parse("2026-11-29T08:17:01Z"),
                Samples.acme(NOBODY, ENGLISH),
                "From: Alice <alice@sender.example>\r\nTo: carol@elsewhere.example\r\nSubject: Hello\r\n"
                        + "Message-ID: <m3@sender.example>\r\n");

        CONTRACT.assertGolden("expired.json", event);
    }

    @Test
    void writesWhatAnOperatorGaveUp() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:32:10.500Z");
        Observation seen = Samples.seen(
                tried,
                "mx.elsewhere.example",
                "192.0.2.77:25",
                AttemptClass.NET,
                Optional.empty(),
                "connection refused");
        SpooledRecipient carol = tried(
                "carol@elsewhere.example",
                Decision.NONE,
                State.FAILED,
                Instant.parse("2026-11-24T08:17:00.900Z"),
                seen);

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000006",
                Samples.message("<m6@sender.example>", Instant.parse("2026-11-24T08:17:00Z"), carol),
                new RecipientResult(
                        carol,
                        Samples.failed(
                                FailureType.OPERATOR,
                                AttemptClass.NET,
                                "5.3.0",
                                "given up by the operator of the mail relay: sent in error"),
                        List.of(),
                        tried),
                Instant.parse("2026-11-24T09:00:01Z"),
                Samples.acme(NOBODY, Optional.empty()),
                "From: Alice <alice@sender.example>\r\nTo: carol@elsewhere.example\r\nSubject: Hello\r\n"
                        + "Message-ID: <m6@sender.example>\r\n");

        CONTRACT.assertGolden("operator.json", event);
    }

    @Test
    void writesAnUnroutableRecipient() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:17:00.900Z");
        SpooledRecipient dave = tried("dave@nowhere.example", Decision.NONE, State.FAILED, tried);
        Cause cause = new Cause(
                Optional.empty(), EnhancedStatus.of("5.1.2"), "no such domain: nowhere.example", Optional.empty());

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000004",
                Samples.message("<m4@sender.example>", Instant.parse("2026-11-24T08:17:00Z"), dave),
                new RecipientResult(dave, new RecipientOutcome.Failed(FailureType.UNROUTABLE, cause), List.of(), tried),
                Instant.parse("2026-11-24T08:17:01Z"),
                Samples.acme(NOBODY, Optional.empty()),
                "From: Alice <alice@sender.example>\r\nTo: dave@nowhere.example\r\nSubject: Hello\r\n"
                        + "Message-ID: <m4@sender.example>\r\n");

        CONTRACT.assertGolden("unroutable.json", event);
    }

    @Test
    void writesALoop() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:17:00.900Z");
        SpooledRecipient dave = tried("dave@round.example", Decision.NONE, State.FAILED, tried);
        Cause cause = new Cause(
                Optional.empty(),
                EnhancedStatus.of("5.4.6"),
                "the best mail server of round.example is this relay itself",
                Optional.empty());

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000007",
                Samples.message("<m7@sender.example>", Instant.parse("2026-11-24T08:17:00Z"), dave),
                new RecipientResult(dave, new RecipientOutcome.Failed(FailureType.LOOP, cause), List.of(), tried),
                Instant.parse("2026-11-24T08:17:01Z"),
                Samples.acme(NOBODY, Optional.empty()),
                "From: Alice <alice@sender.example>\r\nTo: dave@round.example\r\nSubject: Hello\r\n"
                        + "Message-ID: <m7@sender.example>\r\n");

        CONTRACT.assertGolden("loop.json", event);
    }

    @Test
    void writesTheFailureOfAReport() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:18:00.900Z");
        String messageId = "<0193591e-2222-7000-8000-000000000001.full@relay-1.sealpost.example>";
        Observation attempt = withoutStarttls(tried, "mail.sender.example", "192.0.2.10:25");
        SpooledRecipient alice = tried(
                "alice@sender.example", new Decision(TlsRequirement.ENCRYPT, List.of()), State.FAILED, tried, attempt);

        OutboxEvent event = reportDue(
                "0193591e-2222-7000-8000-000000000005",
                Samples.nullPath(Optional.of(ReportForm.FULL), messageId, Instant.parse("2026-11-24T08:18:00Z"), alice),
                new RecipientResult(alice, tlsFailure(), List.of(attempt), tried),
                Instant.parse("2026-11-24T08:18:01Z"),
                Samples.acme(POSTMASTER, ENGLISH),
                "From: Mail Delivery System <MAILER-DAEMON@relay-1.sealpost.example>\r\n"
                        + "To: alice@sender.example\r\nMessage-ID: " + messageId + "\r\n");

        CONTRACT.assertGolden("report-failed.json", event);
    }

    @Test
    void tellsTheContactOfACopyThatFailed() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:17:00.900Z");
        Domain sender = Domain.parse("sender.example");
        SpooledRecipient copy = SpooledRecipient.copy(Address.parse("archive@nowhere.example"), sender, Decision.NONE)
                .in(State.FAILED);
        RecipientResult result = new RecipientResult(
                copy,
                new RecipientOutcome.Failed(
                        FailureType.UNROUTABLE,
                        new Cause(
                                Optional.empty(),
                                EnhancedStatus.of("5.1.2"),
                                "no such domain: nowhere.example",
                                Optional.empty())),
                List.of(),
                tried);
        SpooledMessage message = Samples.message("<m1@sender.example>", Instant.parse("2026-11-24T08:17:00Z"), copy);
        RoundReport round = new RoundReport(
                message,
                List.of(result),
                Optional.empty(),
                Instant.parse("2026-11-24T08:17:01Z"),
                Optional.of(Samples.acme(NOBODY, NOBODY)),
                Map.of(sender, Samples.acme(Optional.of("it@sender.example"), Optional.of("en"))),
                "From: Alice <alice@sender.example>\r\nSubject: Hello\r\n",
                Optional.empty());

        List<OutboxEvent> events =
                writer("0193591e-2222-7000-8000-000000000016").round(round);

        assertThat(events).hasSize(2);
        assertThat(events.get(0).value()).contains("\"copy\":true");
        CONTRACT.assertGolden("copy.json", events.get(1));
        assertThat(EventWriter.isReportDue(message, result)).isTrue();
    }

    /** Its sender must not learn of the copy. */
    @Test
    void tellsNobodyOfACopyWhereThereIsNoContact() {
        Instant tried = Instant.parse("2026-11-24T08:17:00.900Z");
        Domain sender = Domain.parse("sender.example");
        SpooledRecipient copy = SpooledRecipient.copy(Address.parse("archive@nowhere.example"), sender, Decision.NONE)
                .in(State.FAILED);
        RoundReport round = new RoundReport(
                Samples.message("<m1@sender.example>", tried, copy),
                List.of(new RecipientResult(copy, tlsFailure(), List.of(), tried)),
                Optional.empty(),
                tried,
                Optional.of(Samples.acme(NOBODY, NOBODY)),
                Map.of(sender, Samples.acme(NOBODY, NOBODY)),
                "",
                Optional.empty());

        assertThat(writer("id-1").round(round)).extracting(OutboxEvent::topic).containsExactly("sealpost.deliveries");
    }

    @Test
    void splitsReportsByTypeAndAtAHundredRecipients() throws IOException {
        Instant tried = Instant.parse("2026-11-24T08:17:00.900Z");
        List<RecipientResult> results = IntStream.range(0, 150)
                .mapToObj(i -> new RecipientResult(
                        tried("r" + i + "@bank.example", BANKS, State.FAILED, tried),
                        i == 0
                                ? Samples.failed(FailureType.EXPIRED, AttemptClass.NET, "5.4.1", "refused")
                                : tlsFailure(),
                        List.of(),
                        tried))
                .toList();
        SpooledMessage message = Samples.message(
                "<m1@sender.example>",
                tried,
                results.stream().map(RecipientResult::recipient).toArray(SpooledRecipient[]::new));
        EventWriter writer = new EventWriter(new RelayIdentity("relay-1", "relay-1.sealpost.example"), ids());

        List<OutboxEvent> events = writer.round(new RoundReport(
                message,
                results,
                Optional.empty(),
                tried,
                Optional.of(Samples.acme(NOBODY, NOBODY)),
                Map.of(),
                "A: b\r\n",
                Optional.empty()));

        List<OutboxEvent> reports = events.stream()
                .filter(event -> event.topic().equals("sealpost.reports-due"))
                .toList();
        assertThat(reports).hasSize(3);
        assertThat(events).hasSize(6);
        for (OutboxEvent report : reports) {
            CONTRACT.assertAllowed(report);
        }
    }

    static EventWriter writer(String id) {
        return new EventWriter(new RelayIdentity("relay-1", "relay-1.sealpost.example"), () -> id);
    }

    static Optional<OutboxEvent> reported(EventWriter writer, RoundReport round) {
        return writer.round(round).stream()
                .filter(event -> event.topic().equals("sealpost.reports-due"))
                .findFirst();
    }

    private static Supplier<String> ids() {
        AtomicInteger next = new AtomicInteger();
        return () -> "id-" + next.incrementAndGet();
    }

    private static OutboxEvent reportDue(
            String id, SpooledMessage message, RecipientResult result, Instant at, Sender sender, String headers) {
        RoundReport round = new RoundReport(
                message,
                List.of(result),
                Optional.empty(),
                at,
                Optional.of(sender),
                Map.of(),
                headers,
                Optional.empty());
        return reported(writer(id), round).orElseThrow();
    }

    static Observation withoutStarttls(Instant at, String host, String address) {
        return seen(
                at, host, address, AttemptClass.TLS_ABSENT, Optional.of(Reply.of(250, host)), "EHLO without STARTTLS");
    }

    static RecipientOutcome tlsFailure() {
        return Samples.failed(FailureType.TLS_FAILURE, AttemptClass.TLS_ABSENT, "5.7.10", "EHLO without STARTTLS");
    }
}
