package io.sealpost.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.UnreadableEventException;
import io.sealpost.bounce.fixture.Events;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayResource;
import io.sealpost.bounce.record.Arrival;
import io.sealpost.bounce.record.Claim;
import io.sealpost.bounce.record.EventStore;
import io.sealpost.bounce.record.ReportStore;
import io.sealpost.platform.test.KafkaResource;
import io.sealpost.platform.test.PostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several instances on one database: the service under test, and others played by this test's claims. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "bounce"))
@QuarkusTestResource(RelayResource.class)
class LeaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** {@link RelayResource} injects it, which the checker cannot know. */
    @SuppressWarnings("NullAway.Init")
    RelayFixture relay;

    @Inject
    ReportStore store;

    @Inject
    EventStore events;

    @BeforeEach
    void startRelay() {
        relay.start();
    }

    @Test
    void givesEachReportToOneInstanceAlone() throws Exception {
        List<ObjectNode> stored = new ArrayList<>();
        for (int index = 0; index < 60; index++) {
            stored.add(stored());
        }

        List<Claim> claims = claimFromManyThreads();

        claims.forEach(claim ->
                assertThat(store.suppressed(claim, "taken by the test")).isTrue());
        assertThat(claims.stream().map(Claim::reportId)).doesNotHaveDuplicates();
        List<ObjectNode> others = stored.stream()
                .filter(event ->
                        claims.stream().noneMatch(claim -> claim.subject().id().equals(Events.id(event))))
                .toList();
        await().atMost(PATIENCE).until(() -> others.stream().allMatch(event -> received(event) == 1));
        assertThat(stored.stream().mapToLong(this::received).sum()).isEqualTo(others.size());
    }

    @Test
    void takesUpAReportWhoseInstanceDied() throws Exception {
        Claim lost = claimOne(Duration.ofMillis(300));

        await().atMost(PATIENCE).until(() -> received(lost) == 1);

        assertThat(store.submitted(lost, "too:late", Optional.empty())).isFalse();
    }

    @Test
    void settlesNothingTwice() throws Exception {
        Claim claim = claimOne(Duration.ofMinutes(1));

        assertThat(claim.traceparent()).contains(TRACEPARENT);
        assertThat(store.failed(claim, "for good", null)).isTrue();
        assertThat(store.submitted(claim, "relay:25", Optional.empty())).isFalse();
    }

    private List<Claim> claimFromManyThreads() throws Exception {
        Queue<Claim> claims = new ConcurrentLinkedQueue<>();
        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int instance = 0; instance < 4; instance++) {
                done.add(instances.submit(() -> {
                    for (int round = 0; round < 6; round++) {
                        claims.addAll(store.claim(3, Duration.ofMinutes(1)));
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            instances.shutdown();
        }
        return List.copyOf(claims);
    }

    /** The service claims too, so it may take more than one try to be first. */
    private Claim claimOne(Duration lease) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            stored();
                            return store.claim(1, lease);
                        },
                        claims -> !claims.isEmpty())
                .get(0);
    }

    private ObjectNode stored() throws UnreadableEventException {
        ObjectNode event = Events.like("tls-failure");
        byte[] value = Events.bytes(event);
        Arrival arrival = new Arrival(new EventReader().read(value), value, Optional.of(TRACEPARENT));
        assertThat(events.store(List.of(arrival))).containsExactly(arrival.event());
        assertThat(events.store(List.of(arrival, arrival))).isEmpty();
        return event;
    }

    private long received(ObjectNode event) {
        return received(Events.id(event));
    }

    private long received(Claim claim) {
        return received(claim.subject().id());
    }

    private long received(String eventId) {
        return relay.received().stream()
                .filter(mail -> mail.content().contains("Message-ID: <" + eventId + "."))
                .count();
    }
}
