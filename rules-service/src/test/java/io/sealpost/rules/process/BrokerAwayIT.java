package io.sealpost.rules.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.sealpost.rules.TopicWatcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker is away from the start, or its topic is; and the database comes from an older backup than the topic. */
@ExtendWith(Parts.Given.class)
class BrokerAwayIT {

    private static final Duration STOP = Duration.ofSeconds(30);

    @Test
    void startsWithoutTheBrokerTakesChangesPublishesThemWhenItIsBackAndStopsInTime(Parts parts) {
        String database = parts.afresh();
        parts.freezeBroker();
        try (ServiceProcess service = new ServiceProcess(parts, database).ready()) {
            assertThat(service.state()).isEqualTo("BROKER_AWAY");
            assertThat(service.publisher().getString("data.meaning")).contains("message broker cannot be reached");
            service.domain("a.example");
            service.addRule("a.example", "one", "500ms")
                    .then()
                    .statusCode(202)
                    .body("rollout.state", equalTo("pending"))
                    .body("rollout.detail", containsString("The message broker cannot be reached at present"));
            service.addRule("a.example", "two").then().statusCode(201);
            await().atMost(ServiceProcess.PATIENCE).until(() -> service.metric("sealpost_publish_backlog") == 2);
            parts.thawBroker();
            try (TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
                topic.await("domain/a.example", value -> value.path("rules").size() == 2);
            }
            service.awaitState("PUBLISHING");
            assertThat(service.logged("Nothing can be published now")).hasSize(1);
            parts.freezeBroker();
            answersThoseThatWaitAndStops(service);
        } finally {
            parts.thawBroker();
        }
    }

    private static void answersThoseThatWaitAndStops(ServiceProcess service) {
        CompletableFuture<Response> waiting =
                CompletableFuture.supplyAsync(() -> service.addRule("a.example", "waited for", "60s"));
        await().atMost(ServiceProcess.PATIENCE).until(() -> rules(service) == 3);
        long terminatedAt = System.nanoTime();
        service.terminate();
        waiting.join()
                .then()
                .statusCode(202)
                .body("rollout.state", equalTo("pending"))
                .body("rollout.detail", containsString("stops"));
        assertThat(service.awaitEnd(terminatedAt)).isLessThan(STOP);
    }

    private static int rules(ServiceProcess service) {
        return service.operator()
                .get("/v1/domains/a.example/rules")
                .jsonPath()
                .getList("items")
                .size();
    }

    @Test
    void raisesAnAlarmWhileTheTopicIsMissingThatItMayNotMake(Parts parts) throws Exception {
        String database = parts.afresh();
        try (ServiceProcess service = new ServiceProcess(parts, database, "sealpost.topics.create=false").ready();
                Admin admin = Admin.create(Map.of("bootstrap.servers", parts.broker.bootstrapServers()))) {
            service.domain("a.example");
            service.awaitState("TOPIC_MISSING");
            assertThat(service.metric("sealpost_publish_state{state=\"TOPIC_MISSING\"}"))
                    .isEqualTo(1);
            assertThat(service.logged("ERROR", "topic=sealpost.rulesets")).hasSize(1);

            admin.createTopics(List.of(new NewTopic("sealpost.rulesets", 1, (short) 1)))
                    .all()
                    .get();

            try (TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
                topic.await("domain/a.example", value -> true);
            }
        }
    }

    @Test
    void tellsThatTheDatabaseIsOlderThanTheTopicAndPublishesAllOfItWhenTheEpochIsRaised(Parts parts) {
        String database = parts.afresh();
        String restored = database + "_restored";
        try (TopicWatcher topic = new TopicWatcher(parts.broker.bootstrapServers())) {
            try (ServiceProcess lost = new ServiceProcess(parts, database).ready()) {
                lost.domain("a.example");
                topic.await("domain/a.example", value -> true);
                await().until(() -> lost.metric("sealpost_publish_backlog") == 0);
                parts.copyDatabase(database, restored);
                await().atMost(ServiceProcess.PATIENCE).until(() -> lost.readiness() == 200);
                lost.awaitState("PUBLISHING");
                lost.addRule("a.example", "lost").then().statusCode(201);
                lost.domain("lost.example");
                topic.await("domain/a.example", value -> value.path("rules").size() == 1);
                topic.await("domain/lost.example", value -> true);
            }
            publishesTheRestored(parts, database, restored, topic);
        }
    }

    private static void publishesTheRestored(Parts parts, String database, String restored, TopicWatcher topic) {
        try (ServiceProcess service =
                ServiceProcess.withKeyOf(database, parts, restored).ready()) {
            service.awaitState("PUBLISHING");
            await().until(() -> service.metric("sealpost_publish_ahead") == 3);
            assertThat(service.publisher().getInt("data.newerOnTopic")).isEqualTo(3);
            assertThat(service.logged("ERROR", "The topic holds newer states")).hasSize(1);

            service.operator().post("/v1/epoch").then().statusCode(202);

            topic.await(
                    "domain/a.example",
                    value -> value.path("epoch").asLong() == 2
                            && value.path("rules").isEmpty());
            topic.await("domain/lost.example", value -> value.path("deleted").asBoolean());
            await().until(() -> service.metric("sealpost_publish_ahead") == 0);
        }
    }
}
