package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.rules;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.net.FreePort;
import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HeaderEdit;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.policy.Trial;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.spool.BodyWriter;
import io.sealpost.relay.spool.OutboxEvent;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queue, spool, route and delivery together, with partner servers on real sockets. */
class QueueDeliveryIT {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("Partners' root");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Address CFO = Address.parse("cfo@partner.example");

    @TempDir
    Path temp;

    private final Vertx vertx = Vertx.vertx();
    private PartnerServer bank;
    private PartnerServer partner;
    private int laterPort;
    private Spool spool;
    private volatile RulesetView rulesets = rules();
    private Settings settings = Settings.of(10, 10);
    private @Nullable DeliveryQueue queue;

    @BeforeEach
    void open() {
        bank = PartnerServer.named("mx.bank.example")
                .startTls(AUTHORITY.issue("mx.bank.example").serverContext())
                .refusing("nobody@bank.example")
                .start();
        partner = PartnerServer.named("mx.partner.example").start();
        laterPort = FreePort.of(0);
        spool = Spool.open(temp.resolve("spool"));
    }

    @AfterEach
    void close() {
        if (queue != null) {
            queue.stop(Duration.ofSeconds(5));
        }
        spool.close();
        bank.close();
        partner.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void deliversOverTlsByteForByteAndTellsTheEvidence() throws Exception {
        start();
        SpooledMessage message = accept(to(BOB, BANKS));
        awaitEmpty();

        JsonNode delivered = event("delivered", message);
        assertThat(bank.received()).singleElement().satisfies(mail -> {
            assertThat(mail.bytes()).isEqualTo(Samples.BODY);
            assertThat(mail.tls()).isPresent();
        });
        assertThat(delivered.at("/hosts/0/tls/version").asText()).startsWith("TLSv1.");
        assertThat(delivered.at("/recipients/0/address").asText()).isEqualTo("bob@bank.example");
        assertThat(delivered.at("/recipients/0/rules/0/name").asText()).isEqualTo("banks");
        assertThat(spool.find(message.id())).isEmpty();
    }

    @Test
    void editsTheHeaderForThoseWhoseRulesSaySoAndLeavesTheBodyAlone() throws Exception {
        Decision marked = new Decision(
                TlsRequirement.ENCRYPT,
                BANKS.rules(),
                Optional.empty(),
                Optional.empty(),
                List.of(new HeaderEdit.AddField("X-Class", "external"), new HeaderEdit.PrependSubject("[Extern]")),
                List.of());
        start();
        SpooledMessage message = Samples.edited(to(BOB, marked), to(Address.parse("eve@bank.example"), BANKS));
        Samples.accept(spool, message);
        awaitEmpty();

        assertThat(bank.received())
                .extracting(mail -> new String(mail.bytes(), StandardCharsets.US_ASCII))
                .containsExactlyInAnyOrder(
                        new String(Samples.BODY, StandardCharsets.US_ASCII),
                        "From: Alice <alice@sender.example>\r\nSubject: [Extern] Contract\r\nX-Class: external\r\n"
                                + "\r\nThe secret text.\r\n");
    }

    @Test
    void bouncesAtOnceWhereTheServerHasNoTls() throws Exception {
        start();
        SpooledMessage message = accept(to(CFO, BANKS));
        awaitEmpty();

        JsonNode due = reportDue(message);
        assertThat(partner.received()).isEmpty();
        assertThat(due.get("type").asText()).isEqualTo("tls-failure");
        assertThat(due.at("/recipients/0/status").asText()).isEqualTo("5.7.10");
        assertThat(due.at("/organization/id").asText()).isEqualTo("acme");
        assertThat(due.get("headers").asText())
                .isEqualTo("From: Alice <alice@sender.example>\r\nSubject: Contract\r\n");
        assertThat(due.toString()).doesNotContain("secret text");
        assertThat(event("failed", message).get("reportId")).isEqualTo(due.get("id"));
    }

    @Test
    void bouncesAfterTheFirstRoundForACertificateWhereTheWindowIsZero() throws Exception {
        TlsRequirement verify = TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.HostName()), Duration.ZERO);
        start();
        SpooledMessage message = accept(to(BOB, new Decision(verify, BANKS.rules())));
        awaitEmpty();

        JsonNode due = reportDue(message);
        assertThat(bank.received()).isEmpty();
        assertThat(due.get("type").asText()).isEqualTo("tls-failure");
        assertThat(due.at("/recipients/0/class").asText()).isEqualTo("TLS-TEMP");
        assertThat(due.at("/recipients/0/status").asText()).isEqualTo("5.7.10");
        assertThat(due.at("/recipients/0/requirement/demands/0/level").asText()).isEqualTo("verify");
        assertThat(due.at("/recipients/0/diagnostic/text").asText())
                .startsWith("the certificate is not trusted: there is no valid path to a trusted root; issued by CN=");
        assertThat(due.at("/hosts/0/tls/verified").asText()).isEqualTo("none");
        assertThat(due.at("/hosts/0/tls/violations/0").asText()).isEqualTo("untrusted");
    }

    @Test
    void deliversWhatIsOnlyMonitoredAndSaysWhatWouldHaveBecomeOfIt() throws Exception {
        TlsRequirement verify = TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.HostName()), Duration.ZERO);
        start();
        SpooledMessage met = accept(to(BOB, monitored(TlsRequirement.ENCRYPT)));
        SpooledMessage inClear = accept(to(CFO, monitored(verify)));
        SpooledMessage judged = accept(to(BOB, monitored(verify)));
        awaitEmpty();

        assertThat(bank.received()).hasSize(2);
        assertThat(partner.received()).hasSize(1);
        assertThat(event("delivered", met).at("/recipients/0/monitored/outcome").asText())
                .isEqualTo("wouldHavePassed");
        assertThat(event("delivered", inClear)
                        .at("/recipients/0/monitored/outcome")
                        .asText())
                .isEqualTo("wouldHaveBounced");
        assertThat(event("delivered", judged)
                        .at("/recipients/0/monitored/violations/0")
                        .asText())
                .isEqualTo("untrusted");
    }

    private static Decision monitored(TlsRequirement requirement) {
        Trial trial = new Trial(requirement, BANKS.rules(), Optional.empty(), List.of(), List.of());
        return new Decision(TlsRequirement.NONE, List.of(), Optional.empty(), Optional.of(trial), List.of(), List.of());
    }

    @Test
    void splitsAMessageByWhatItsDestinationsCanDo() throws Exception {
        start();
        SpooledMessage message = accept(to(BOB, BANKS), to(CFO, BANKS));
        awaitEmpty();

        assertThat(bank.received()).hasSize(1);
        assertThat(reportDue(message).at("/recipients")).hasSize(1);
        assertThat(reportDue(message).at("/recipients/0/address").asText()).isEqualTo("cfo@partner.example");
    }

    @Test
    void raisesTheRequirementOfMailThatWasAcceptedBeforeTheRule() throws Exception {
        rulesets = rules("partner.example");
        start();
        SpooledMessage message = accept(to(CFO, Decision.NONE));
        awaitEmpty();

        assertThat(partner.received()).isEmpty();
        assertThat(reportDue(message).get("confidential").asBoolean()).isTrue();
    }

    @Test
    void sendsInClearWhereNoRuleForbidsIt() throws Exception {
        start();
        accept(to(CFO, Decision.NONE));
        awaitEmpty();

        assertThat(partner.received())
                .singleElement()
                .satisfies(mail -> assertThat(mail.tls()).isEmpty());
    }

    @Test
    void tellsNobodyOfAFailureWithANullReversePath() throws Exception {
        start();
        SpooledMessage message = Samples.message(
                Instant.now(), ReversePath.NULL, to(Address.parse("nobody@bank.example"), Decision.NONE));
        Samples.accept(spool, message);
        awaitEmpty();

        assertThat(event("failed", message).has("reportId")).isFalse();
        assertThat(events("sealpost.reports-due")).isEmpty();
    }

    @Test
    void deliversAfterARestartWhatWasDeferred() throws Exception {
        start();
        SpooledMessage message = accept(to(CAROL, Decision.NONE));
        await().until(() -> spool.find(message.id())
                .filter(stored -> stored.recipients().get(0).rounds() == 1)
                .isPresent());
        SpooledMessage deferred = spool.find(message.id()).orElseThrow();
        restart();
        List<String> history =
                spool.history(message.id(), 10).stream().map(OutboxEvent::value).toList();
        try (PartnerServer elsewhere =
                PartnerServer.named("mx.elsewhere.example").port(laterPort).start()) {
            boolean found = Samples.await(queue().retryNow(message.id()));
            awaitEmpty();

            assertThat(found).isTrue();
            assertThat(elsewhere.received()).hasSize(1);
        }
        assertThat(deferred.nextAttemptAt()).isAfter(Instant.now().plusSeconds(200));
        assertThat(event("deferred", message).at("/recipients/0/status").asText())
                .isEqualTo("4.4.1");
        assertThat(history).containsExactly(event("deferred", message).toString());
        assertThat(spool.history(message.id(), 10)).isEmpty();
    }

    @Test
    void expiresWhatCouldNotBeDeliveredInItsLifetime() throws Exception {
        settings = new Settings(Duration.ofSeconds(1), Duration.ofMillis(200), 10, 10, 100_000);
        start();
        SpooledMessage message = accept(to(CAROL, Decision.NONE));
        awaitEmpty();

        assertThat(reportDue(message).get("type").asText()).isEqualTo("expired");
        assertThat(reportDue(message).at("/recipients/0/status").asText()).isEqualTo("5.4.1");
    }

    @Test
    void triesADeadDestinationAFewTimesAndAllWhenItIsBack() throws Exception {
        settings = Settings.of(500, 50);
        start();
        List<SpooledMessage> messages = acceptMany(10_000, to(CAROL, Decision.NONE));
        await().atMost(Duration.ofSeconds(20)).until(() -> queue().deadDestinations() == 1);
        await().during(Duration.ofSeconds(1)).until(() -> rounds() <= AttemptLimit.FIRST);
        try (PartnerServer elsewhere =
                PartnerServer.named("mx.elsewhere.example").port(laterPort).start()) {
            Samples.await(queue().retryNow(messages.get(5_000).id()));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> elsewhere.received().size() > 100);
        }
    }

    @Test
    void failsWithItsCauseWhatADeadDestinationKeptToItsEnd() throws Exception {
        settings = new Settings(Duration.ofSeconds(2), Duration.ofHours(1), 10, 1, 100_000);
        start();
        accept(to(CAROL, Decision.NONE));
        await().until(() -> queue().deadDestinations() == 1);
        SpooledMessage untried = accept(to(CAROL, Decision.NONE));
        awaitEmpty();

        JsonNode due = reportDue(untried);
        assertThat(due.get("type").asText()).isEqualTo("expired");
        assertThat(due.at("/recipients/0/status").asText()).isEqualTo("5.4.1");
        assertThat(due.at("/recipients/0/class").asText()).isEqualTo("NET");
        assertThat(due.get("hosts")).isEmpty();
    }

    @Test
    void failsAPausedMessageAtItsEndAndSaysThatItWasPaused() throws Exception {
        settings = new Settings(Duration.ofSeconds(1), Duration.ofHours(1), 10, 10, 100_000);
        start();
        Samples.await(control().pause(BOB.domain(), Optional.of("an internal matter")));
        SpooledMessage message = accept(to(BOB, BANKS));
        awaitEmpty();

        JsonNode due = reportDue(message);
        assertThat(bank.received()).isEmpty();
        assertThat(due.get("type").asText()).isEqualTo("expired");
        assertThat(due.at("/recipients/0/status").asText()).isEqualTo("5.4.7");
        assertThat(due.at("/recipients/0/diagnostic/text").asText())
                .isEqualTo("delivery to bank.example was paused by the operator of the mail relay");
        assertThat(due.toString()).doesNotContain("internal matter");
        await().until(() -> queue().size() == 0);
    }

    @Test
    void bringsAReportToTheInboundHostOfItsDomain() throws Exception {
        rulesets = rules(Map.of("domain/sender.example", """
                {"scope": "domain/sender.example", "epoch": 1, "revision": 1, "parent": "organization/acme",
                 "inboundHost": "localhost:%d", "submitters": [], "rules": []}""".formatted(bank.port())));
        start();
        Samples.accept(spool, report("alice@sender.example"));
        awaitEmpty();

        assertThat(bank.received())
                .singleElement()
                .satisfies(mail -> assertThat(mail.tls()).isPresent());
    }

    @Test
    void bringsAReportToTheInboundHostWhileTheServersOfItsDomainAreDead() throws Exception {
        rulesets = rules(Map.of("domain/elsewhere.example", """
                {"scope": "domain/elsewhere.example", "epoch": 1, "revision": 1, "parent": "organization/acme",
                 "inboundHost": "localhost:%d", "submitters": [], "rules": []}""".formatted(bank.port())));
        start();
        SpooledMessage mail = accept(to(Address.parse("carol@elsewhere.example"), Decision.NONE));
        await().until(() -> queue().deadDestinations() == 1);
        SpooledMessage report = report("alice@elsewhere.example");
        Samples.accept(spool, report);
        await().until(() -> spool.find(report.id()).isEmpty());

        assertThat(bank.received()).hasSize(1);
        assertThat(spool.find(mail.id())).isPresent();
        assertThat(Samples.await(control().list())).singleElement().satisfies(status -> {
            assertThat(status.mail().dead()).isPresent();
            assertThat(status.reports().isNone()).isTrue();
        });
    }

    @Test
    void tellsOfAReportThatFailed() throws Exception {
        start();
        SpooledMessage report = report("cfo@partner.example");
        Samples.accept(spool, report);
        awaitEmpty();

        JsonNode due = reportDue(report);
        assertThat(due.at("/report/messageId").asText()).isEqualTo("<r1@relay.example>");
        assertThat(due.at("/report/form").asText()).isEqualTo("full");
        assertThat(due.at("/envelope/reversePath").asText()).isEmpty();
    }

    private static SpooledMessage report(String to) {
        SpooledRecipient recipient = to(Address.parse(to), new Decision(TlsRequirement.ENCRYPT, List.of()));
        SpooledMessage base = Samples.message(Instant.now(), ReversePath.NULL, recipient);
        return new SpooledMessage(
                base.id(),
                base.acceptedAt(),
                ReversePath.NULL,
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                Optional.of(ReportForm.FULL),
                Optional.of("<r1@relay.example>"),
                false,
                false,
                base.size(),
                base.nextAttemptAt(),
                base.recipients());
    }

    private SpooledMessage accept(SpooledRecipient... recipients) throws Exception {
        SpooledMessage message = Samples.message(Instant.now(), recipients);
        Samples.accept(spool, message);
        return message;
    }

    private List<SpooledMessage> acceptMany(int count, SpooledRecipient recipient) throws Exception {
        List<SpooledMessage> messages = new ArrayList<>();
        List<CompletionStage<Void>> accepted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SpooledMessage message = Samples.message(Instant.now(), recipient);
            BodyWriter body = spool.newBody(message.id());
            messages.add(message);
            accepted.add(body.write(Samples.BODY).thenCompose(written -> spool.accept(message, body, List.of())));
        }
        for (CompletionStage<Void> each : accepted) {
            Samples.await(each);
        }
        return messages;
    }

    /** How many rounds there were of all that is in the queue. */
    private int rounds() {
        AtomicInteger rounds = new AtomicInteger();
        spool.list(Optional.empty(), 1_000)
                .forEach(message -> rounds.addAndGet(message.recipients().get(0).rounds()));
        return rounds.get();
    }

    private void restart() {
        queue().stop(Duration.ofSeconds(5));
        spool.close();
        spool = Spool.open(temp.resolve("spool"));
        start();
    }

    private void start() {
        Map<Domain, HostPort> routes = Map.of(
                Domain.parse("bank.example"), new HostPort("localhost", bank.port()),
                Domain.parse("partner.example"), new HostPort("localhost", partner.port()),
                Domain.parse("elsewhere.example"), new HostPort("localhost", laterPort));
        queue = Samples.queue(vertx, spool, routes, () -> rulesets, settings);
        queue.start();
    }

    private DestinationControl control() {
        return new DestinationControl(queue(), spool.pausedDestinations(), Clock.systemUTC());
    }

    private DeliveryQueue queue() {
        return Objects.requireNonNull(queue);
    }

    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> spool.list(Optional.empty(), 1).isEmpty());
    }

    private JsonNode event(String type, SpooledMessage message) throws IOException {
        return find("sealpost.deliveries", message, type);
    }

    private JsonNode reportDue(SpooledMessage message) throws IOException {
        return find("sealpost.reports-due", message, "");
    }

    private JsonNode find(String topic, SpooledMessage message, String type) throws IOException {
        for (OutboxEvent event : events(topic)) {
            JsonNode value = JSON.readTree(event.value());
            if (event.key().equals(message.id().value())
                    && (type.isEmpty() || value.get("type").asText().equals(type))) {
                return value;
            }
        }
        throw new AssertionError("no event " + type + " of " + message.id() + " on " + topic);
    }

    private List<OutboxEvent> events(String topic) {
        return spool.outbox().after(0, 1000, Long.MAX_VALUE).stream()
                .map(entry -> entry.event())
                .filter(event -> event.topic().equals(topic))
                .toList();
    }
}
