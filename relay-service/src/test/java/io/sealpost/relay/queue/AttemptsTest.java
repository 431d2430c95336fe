package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.report.EventWriter;
import io.sealpost.relay.report.RelayIdentity;
import io.sealpost.relay.route.DnsSettings;
import io.sealpost.relay.route.OwnAddresses;
import io.sealpost.relay.route.RouteSettings;
import io.sealpost.relay.route.Router;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.tracing.Tracing;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where our own code fails in an attempt. No socket is opened: it fails before. */
class AttemptsTest {
    @TempDir
    Path temp;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Spool spool;

    @BeforeEach
    void open() {
        spool = Spool.open(temp);
    }

    @AfterEach
    void close() {
        spool.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void defersWhereItFailsBeforeTheRound() throws Exception {
        AtomicInteger calls = new AtomicInteger();

        Tried tried = attempt(Duration.ofDays(5), domain -> {
            if (calls.incrementAndGet() == 3) {
                throw new IllegalStateException("a bug");
            }
            return Samples.rules().domain(domain);
        });

        assertThat(tried.signal()).isEqualTo(Signal.SILENT);
        assertThat(tried.dueAgain())
                .hasValueSatisfying(due -> assertThat(due).isAfter(Instant.now().plusSeconds(200)));
        assertThat(stored()).singleElement().satisfies(recipient -> {
            assertThat(recipient.isWaiting()).isTrue();
            assertThat(recipient.rounds()).isEqualTo(1);
        });
        assertThat(events()).singleElement().asString().contains("\"deferred\"", "\"4.3.0\"");
        assertThat(registry.get("sealpost.delivery.internal.errors").counter().count())
                .isEqualTo(1);
    }

    @Test
    void failsByItNoSoonerThanAtTheEndOfTheLifetime() throws Exception {
        AtomicInteger calls = new AtomicInteger();

        Tried tried = attempt(Duration.ZERO, domain -> {
            if (calls.incrementAndGet() == 3) {
                throw new IllegalStateException("a bug");
            }
            return Samples.rules().domain(domain);
        });

        assertThat(tried.dueAgain()).isEmpty();
        assertThat(stored()).isEmpty();
        assertThat(events()).anySatisfy(event -> assertThat(event).contains("\"expired\"", "\"5.3.0\""));
    }

    /** What is at hand of a fresh message is old once another task has settled a part of it. */
    @Test
    void tellsOnceOfWhatIsRejectedBesideWhatIsTried() throws Exception {
        Address other = Address.parse("other@bank.example");
        SpooledMessage message = Samples.message(Instant.now(), to(other, Samples.REJECTED), to(BOB, BANKS));
        Samples.accept(spool, message);
        Attempts attempts = attempts(Duration.ofDays(5), Samples.rules()::domain);
        List<Entry> entries = Entry.of(message, Samples.schedule(Duration.ofDays(5)));

        for (Entry entry : List.of(entries.get(1), entries.get(0), entries.get(1))) {
            Samples.await(attempts.attempt(entry).toCompletionStage());
        }

        assertThat(stored()).isEmpty();
        assertThat(events())
                .filteredOn(event -> event.contains("\"policy\""))
                .singleElement()
                .asString()
                .contains("Not by mail.", "\"Contracts\"", "other@bank.example");
    }

    private Tried attempt(Duration lifetime, Function<Domain, DomainKnowledge> rulesets) throws Exception {
        return attempt(lifetime, Samples.message(Instant.now(), to(BOB, BANKS)), rulesets);
    }

    private Tried attempt(Duration lifetime, SpooledMessage message, Function<Domain, DomainKnowledge> rulesets)
            throws Exception {
        Samples.accept(spool, message);
        return Samples.await(attempts(lifetime, rulesets)
                .attempt(Entry.of(message, Samples.schedule(Duration.ofDays(5))).get(0))
                .toCompletionStage());
    }

    private Attempts attempts(Duration lifetime, Function<Domain, DomainKnowledge> rulesets) {
        InternalErrors errors = new InternalErrors(registry);
        EventWriter events = new EventWriter(new RelayIdentity("relay-1", "relay.sealpost.example"), () -> "event");
        return new Attempts(
                spool,
                new OpenMessages(),
                () -> Optional.of(rulesets),
                courier(errors),
                new Settler(spool, Samples.schedule(lifetime), events, Clock.systemUTC(), outcome -> {}, errors),
                Clock.systemUTC(),
                QueueWiring.eventLoops(vertx));
    }

    private Courier courier(InternalErrors errors) {
        RouteSettings routes = new RouteSettings(
                Map.of(),
                Optional.empty(),
                new DnsSettings(List.of(), Optional.empty()),
                25,
                true,
                "relay.sealpost.example",
                OwnAddresses.NONE);
        return new Courier(spool, new Router(vertx, routes), Samples.delivery(vertx, spool), errors, Tracing.OFF);
    }

    private List<SpooledRecipient> stored() {
        return spool.list(Optional.empty(), 10).stream()
                .flatMap(message -> message.recipients().stream())
                .toList();
    }

    private List<String> events() {
        return spool.outbox().after(0, 100, Long.MAX_VALUE).stream()
                .map(entry -> entry.event().value())
                .toList();
    }
}
