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

    /** One story, since each further process costs seconds. */
    @Test
    void publishInTurnEachStateOnceWhoeverIsFrozenOrKilled(Parts parts) throws Exception {
        String database = parts.afresh();
        ApiTls tls = ApiTls.make();
        try (var one = new ServiceProcess(parts, database, "sealpost.publish.batch=3").ready();
                var two = new ServiceProcess(parts, database, tls.settings("sealpost.publish.batch=3")).ready()) {
            tls.isSpokenByTheApi();
            DOMAINS.forEach(one::domain);
            aRevokedKeyIsRefusedByTheOther(one, two);
            aTokenOfAPersonIsNothingWithoutAnOpenIdProvider(one);
            ServiceProcess standby = one.state().equals("STANDBY") ? one : two;
            ServiceProcess leader = standby == one ? two : one;
            theStandbyKnowsWhenAChangeIsInForce(parts, standby);
            theStandbyTakesOverFromAFrozenLeader(parts, leader, standby);
            theOtherTakesOverFromAKilledLeader(standby, leader);
            aCommittedChangeArrivesThoughItsServiceIsKilled(parts, database, leader);
        }
        try (TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
            for (String domain : DOMAINS) {
                topic.await("domain/" + domain, value -> value.path("rules").size() >= RULES);
            }
            assertOrder(topic);
        }
    }

    private static void aRevokedKeyIsRefusedByTheOther(ServiceProcess one, ServiceProcess two) {
        String key = one.operator()
                .body("{\"name\": \"n\", \"role\": \"viewer\", \"organization\": \"of-a-example\"}")
                .post("/v1/api-keys")
                .path("key");
        String path = "/v1/domains/a.example";
        two.with(key).get(path).then().statusCode(200);
        one.operator().delete("/v1/api-keys/" + key.split("_")[1]).then().statusCode(204);
        two.with(key).get(path).then().statusCode(401);
    }

    private static void aTokenOfAPersonIsNothingWithoutAnOpenIdProvider(ServiceProcess one) {
        one.with("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.")
                .get("/v1/domains")
                .then()
                .statusCode(401);
        assertThat(one.logged("io.quarkus.oidc")).isEmpty();
    }

    private static void theStandbyKnowsWhenAChangeIsInForce(Parts parts, ServiceProcess standby) {
        try (FakeRelay relay = new FakeRelay("relay-1", parts.broker.bootstrapServers())) {
            relay.keepsUp();
            standby.addRule("a.example", "waited for", "30s")
                    .then()
                    .statusCode(201)
                    .body("rollout.state", equalTo("complete"));
            relay.retire();
        }
    }

    private static void theStandbyTakesOverFromAFrozenLeader(
            Parts parts, ServiceProcess leader, ServiceProcess standby) {
        leader.freeze();
        standby.addRule("b.example", "while frozen").then().statusCode(201);
        standby.awaitState("PUBLISHING");
        try (TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
            topic.await("domain/b.example", value -> value.path("rules").size() == 1);
        }
        leader.thaw();
        leader.awaitState("STANDBY");
        leader.addRule("b.example", "by the one that woke").then().statusCode(201);
    }

    private static void theOtherTakesOverFromAKilledLeader(ServiceProcess leader, ServiceProcess standby)
            throws Exception {
        List<Future<?>> writers = writers(standby);
        leader.addRule("c.example", "by the leader").then().statusCode(201);
        leader.kill();
        standby.awaitState("PUBLISHING");
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    private static void aCommittedChangeArrivesThoughItsServiceIsKilled(
            Parts parts, String database, ServiceProcess service) {
        parts.freezeBroker();
        try {
            service.addRule("d.example", "committed").then().statusCode(201);
            service.kill();
        } finally {
            parts.thawBroker();
        }
        try (ServiceProcess next = new ServiceProcess(parts, database).ready();
                TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
            topic.await(
                    "domain/d.example",
                    value -> value.path("rules").findValuesAsText("name").contains("committed"));
            await().until(() -> next.publisher().getInt("data.unpublished") == 0);
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

    private static void assertOrder(TopicWatcher topic) {
        Map<String, List<Message>> byKey = topic.all().stream().collect(Collectors.groupingBy(Message::key));
        byKey.forEach((key, messages) -> assertThat(messages)
                .as(key)
                .extracting(Message::revision)
                .isSorted()
                .doesNotHaveDuplicates());
    }
}
