package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.report.EventWriter;
import io.sealpost.relay.report.RelayIdentity;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real spool and a real clock; nothing is ever delivered, as if every destination were paused. */
class DelayNoticesIT {
    private static final Duration AFTER = Duration.ofMillis(300);

    @TempDir
    Path temp;

    private final Vertx vertx = Vertx.vertx();
    private final OpenMessages open = new OpenMessages();
    private volatile Optional<Function<Domain, DomainKnowledge>> rulesets =
            Optional.of(Samples.rules("bank.example")::domain);
    private Spool spool;
    private DelayNotices notices;

    @BeforeEach
    void start() {
        spool = Spool.open(temp.resolve("spool"));
        begin();
    }

    @AfterEach
    void close() {
        notices.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        spool.close();
    }

    @Test
    void tellsTheSenderOnceThatAMessageWaitsWhichNobodyTries() throws Exception {
        SpooledMessage message = waiting(Instant.now(), "FAILURE,DELAY");

        await().untilAsserted(() -> assertThat(events()).hasSize(1));

        JsonNode event = events().get(0);
        assertThat(event.get("type").asText()).isEqualTo("delayed");
        assertThat(event.get("headers").asText()).contains("Subject: Contract");
        assertThat(event.at("/organization/id").asText()).isEqualTo("acme");
        assertThat(Instant.parse(event.get("at").asText()))
                .isAfter(message.acceptedAt().plus(AFTER).minusMillis(1));
        assertThat(Instant.parse(event.get("expiresAt").asText()))
                .isEqualTo(message.acceptedAt().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.MILLIS));
        assertThat(told(message)).isTrue();
    }

    @Test
    void tellsOfWhatWaitedBeforeTheStartAndWasNotTold() throws Exception {
        SpooledMessage first = waiting(Instant.now().minusSeconds(60), "DELAY");
        await().until(() -> told(first));

        notices.stop();
        SpooledMessage second = waiting(Instant.now().minusSeconds(30), "DELAY");
        begin();

        await().until(() -> told(second));
        assertThat(events()).hasSize(2);
    }

    @Test
    void looksAgainAtWhatIsBeingTried() throws Exception {
        SpooledMessage message = Samples.message(Instant.now().minusSeconds(60), asking("DELAY"));
        open.open(message.id(), () -> Future.succeededFuture(Optional.of(message)));
        Samples.accept(spool, message);
        SpooledMessage later = waiting(Instant.now().minusSeconds(30), "DELAY");

        await().until(() -> told(later));
        assertThat(told(message)).isFalse();
        open.close(message.id());

        await().until(() -> told(message));
    }

    @Test
    void waitsForTheRules() throws Exception {
        notices.stop();
        Optional<Function<Domain, DomainKnowledge>> known = rulesets;
        rulesets = Optional.empty();
        begin();
        SpooledMessage message = waiting(Instant.now().minusSeconds(60), "DELAY");

        await().during(Duration.ofMillis(500)).until(() -> events().isEmpty());
        rulesets = known;

        await().until(() -> told(message));
    }

    @Test
    void triesAgainWhatFailedAndGoesOnMeanwhile() throws Exception {
        Function<Domain, DomainKnowledge> known = rulesets.orElseThrow();
        AtomicInteger calls = new AtomicInteger();
        rulesets = Optional.of(domain -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("a bug");
            }
            return known.apply(domain);
        });
        SpooledMessage first = waiting(Instant.now().minusSeconds(60), "DELAY");
        SpooledMessage second = waiting(Instant.now().minusSeconds(30), "DELAY");

        await().until(() -> told(first) && told(second));
        assertThat(events()).hasSize(2);
    }

    @Test
    void goesOnPastWhatItNeedNotTell() throws Exception {
        waiting(Instant.now().minusSeconds(60), "FAILURE");
        SpooledMessage message = waiting(Instant.now().minusSeconds(40), "DELAY");

        await().until(() -> told(message));
        assertThat(events()).hasSize(1);
    }

    private void begin() {
        EventWriter events = new EventWriter(
                new RelayIdentity("relay-1", "relay.sealpost.example"),
                () -> UUID.randomUUID().toString());
        Clock clock = Clock.systemUTC();
        Settler settler = new Settler(
                spool, Samples.schedule(Duration.ofDays(5)), events, clock, outcome -> {}, Samples.errors());
        notices = new DelayNotices(
                spool,
                open,
                settler,
                () -> rulesets,
                AFTER,
                clock,
                Samples.errors(),
                QueueWiring.eventLoops(vertx).get(0));
        notices.start();
    }

    private SpooledMessage waiting(Instant acceptedAt, String notify) throws Exception {
        SpooledMessage message = Samples.message(acceptedAt, asking(notify));
        Samples.accept(spool, message);
        return spool.find(message.id()).orElseThrow();
    }

    private static SpooledRecipient asking(String notify) {
        return SpooledRecipient.accepted(BOB, Samples.notify(notify), BANKS);
    }

    private boolean told(SpooledMessage message) {
        return spool.find(message.id()).orElseThrow().recipients().get(0).toldOfDelay();
    }

    private List<JsonNode> events() {
        return spool.outbox().after(0, 100, Long.MAX_VALUE).stream()
                .map(entry -> entry.event())
                .filter(event -> event.topic().equals("sealpost.reports-due"))
                .map(event -> read(event.value()))
                .toList();
    }

    private static JsonNode read(String value) {
        try {
            return new JsonMapper().readTree(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
