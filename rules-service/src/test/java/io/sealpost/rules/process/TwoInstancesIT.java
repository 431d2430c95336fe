package io.sealpost.rules.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.sealpost.rules.TopicWatcher;
import io.sealpost.rules.TopicWatcher.Message;
import io.sealpost.rules.rollout.FakeRelay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several instances on one database: one publishes, and whatever becomes of it, nothing comes twice or in wrong order. */
@ExtendWith(Parts.Given.class)
class TwoInstancesIT {

    private static final List<String> DOMAINS = List.of("a.example", "b.example", "c.example", "d.example");
    private static final int RULES = 12;

    @Test
    void publishInTurnEachStateOnceThoughThePublisherIsKilledOverAndOver(Parts parts) throws Exception {
        String database = parts.afresh();
        try (var one = new ServiceProcess(parts, database, "sealpost.publish.batch=3").ready();
                var two = new ServiceProcess(parts, database, "sealpost.publish.batch=3").ready();
                FakeRelay relay = new FakeRelay("relay-1", parts.broker.bootstrapServers())) {
            DOMAINS.forEach(one::domain);
            relay.keepsUp();
            ServiceProcess standby = one.state().equals("STANDBY") ? one : two;
            ServiceProcess leader = standby == one ? two : one;
            assertThat(leader.state()).isEqualTo("PUBLISHING");
            standby.addRule("a.example", "waited for", "20s")
                    .then()
                    .statusCode(201)
                    .body("rollout.state", equalTo("complete"));

            List<Future<?>> writers = writers(standby);
            leader.addRule("b.example", "by the leader");
            leader.kill();
            standby.awaitState("PUBLISHING");
            for (Future<?> writer : writers) {
                writer.get();
            }

            try (ServiceProcess third = new ServiceProcess(parts, database).ready()) {
                third.awaitState("STANDBY");
            }
            assertWhole(parts);
        }
    }

    private static List<Future<?>> writers(ServiceProcess service) {
        ExecutorService threads = Executors.newFixedThreadPool(DOMAINS.size());
        List<Future<?>> writers = new ArrayList<>();
        for (String domain : DOMAINS) {
            writers.add(threads.submit(() -> {
                for (int i = 0; i < RULES; i++) {
                    service.addRule(domain, "rule " + i).then().statusCode(201);
                }
            }));
        }
        threads.shutdown();
        return writers;
    }

    private static void assertWhole(Parts parts) {
        try (TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
            for (String domain : DOMAINS) {
                topic.await("domain/" + domain, value -> value.path("rules").size() >= RULES);
            }
            assertOrder(topic);
        }
    }

    private static void assertOrder(TopicWatcher topic) {
        Map<String, List<Message>> byKey = topic.all().stream().collect(Collectors.groupingBy(Message::key));
        byKey.forEach((key, messages) -> assertThat(messages)
                .as(key)
                .extracting(Message::revision)
                .isSorted()
                .doesNotHaveDuplicates());
    }

    @Test
    void anotherPublishesWhenThePublisherIsFrozenAndItDoesNotSendWhenItWakes(Parts parts) {
        String database = parts.afresh();
        try (var one = new ServiceProcess(parts, database).ready();
                var two = new ServiceProcess(parts, database).ready();
                TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
            one.domain("a.example");
            ServiceProcess leader = one.state().equals("PUBLISHING") ? one : two;
            ServiceProcess standby = leader == one ? two : one;
            leader.freeze();
            standby.addRule("a.example", "while frozen").then().statusCode(201);

            standby.awaitState("PUBLISHING");

            topic.await("domain/a.example", value -> value.path("rules").size() == 1);
            leader.thaw();
            leader.awaitState("STANDBY");
            leader.addRule("a.example", "by the one that woke").then().statusCode(201);
            topic.await("domain/a.example", value -> value.path("rules").size() == 2);
            assertOrder(topic);
        }
    }

    @Test
    void aChangeArrivesThatWasCommittedRightBeforeTheServiceWasKilled(Parts parts) {
        String database = parts.afresh();
        try (TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
            try (ServiceProcess killed = new ServiceProcess(parts, database).ready()) {
                killed.domain("a.example");
                parts.freezeBroker();
                killed.addRule("a.example", "committed").then().statusCode(201);
                killed.kill();
            } finally {
                parts.thawBroker();
            }
            try (ServiceProcess next = new ServiceProcess(parts, database).ready()) {
                topic.await("domain/a.example", value -> value.path("rules").size() == 1);
                await().until(() -> next.publisher().getInt("data.unpublished") == 0);
            }
            assertOrder(topic);
        }
    }
}
