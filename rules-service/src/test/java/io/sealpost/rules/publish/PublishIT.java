package io.sealpost.rules.publish;

import static io.restassured.RestAssured.given;
import static io.sealpost.rules.RunningService.addRule;
import static io.sealpost.rules.RunningService.domain;
import static io.sealpost.rules.RunningService.operator;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sealpost.rules.Contracts;
import io.sealpost.rules.RunningService;
import io.sealpost.rules.Stranger;
import io.sealpost.rules.TopicWatcher;
import io.sealpost.rules.TopicWatcher.Message;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublishIT implements RunningService {

    @Test
    void publishesTheWholeStateOfAScope() {
        String domain = domain();
        String key = "domain/" + domain;
        operator()
                .body("{\"network\": \"192.0.2.0/24\"}")
                .post("/v1/domains/" + domain + "/submitters")
                .then()
                .statusCode(201);
        addRule(domain, "second thoughts");
        int revision = addRule(domain, "all").extract().path("revision");
        try (TopicWatcher topic = new TopicWatcher()) {
            Message state = topic.await(key, value -> value.path("revision").asLong() == revision);
            assertThat(Contracts.violations("rulesets", state.json())).isEmpty();
            assertThat(state.value().path("rules").findValuesAsText("name")).containsExactly("second thoughts", "all");
            assertThat(state.value().path("submitters").findValuesAsText("network"))
                    .containsExactly("192.0.2.0/24");
            assertThat(state.value().path("changedBy").asText()).isEqualTo("operator");
            assertThat(state.headers())
                    .containsEntry("ce_type", "io.sealpost.ruleset")
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("content-type", "application/json")
                    .containsKeys("ce_id", "ce_source", "ce_time");
        }
    }

    @Test
    void publishesStatesInTheOrderOfTheirRevisions() {
        String domain = domain();
        String key = "domain/" + domain;
        for (int i = 0; i < 10; i++) {
            addRule(domain, "rule " + i);
        }
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await(key, value -> value.path("rules").size() == 10);
            assertThat(topic.of(key)).extracting(Message::revision).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void publishesSoonAfterTheCommit() {
        String domain = domain();
        String key = "domain/" + domain;
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await(key, value -> true);
            for (int i = 0; i < 3; i++) {
                long before = System.nanoTime();
                int revision = addRule(domain, "rule " + i).extract().path("revision");
                topic.await(key, value -> value.path("revision").asLong() >= revision);
                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .as("far below the sweep, so woken by NOTIFY")
                        .isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void publishesADeletionAsAState() {
        String domain = domain();
        operator().delete("/v1/domains/" + domain).then().statusCode(204);
        try (TopicWatcher topic = new TopicWatcher()) {
            Message state = topic.await(
                    "domain/" + domain, value -> value.path("deleted").asBoolean());
            assertThat(Contracts.violations("rulesets", state.json())).isEmpty();
            assertThat(state.value().has("rules")).isFalse();
        }
    }

    @Test
    void makesTheTopicWithTheRightSettings() throws Exception {
        domain();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TopicWatcher.servers()))) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, "sealpost.rulesets");
            var settings = Objects.requireNonNull(
                    admin.describeConfigs(List.of(topic)).all().get().get(topic));
            assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
            assertThat(settings.get("max.message.bytes").value()).isEqualTo("16777216");
        }
    }

    @Test
    void publishesEverythingAnewOnATopicThatWasMadeAnew() throws Exception {
        String domain = domain();
        String gone = domain();
        operator().delete("/v1/domains/" + gone).then().statusCode(204);
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await("domain/" + domain, value -> true);
            topic.await("domain/" + gone, value -> value.path("deleted").asBoolean());
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TopicWatcher.servers()))) {
            admin.deleteTopics(List.of("sealpost.rulesets")).all().get();
        }
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await("domain/" + domain, value -> true);
            topic.await("domain/" + gone, value -> value.path("deleted").asBoolean());
            addRule(domain, "after");
            topic.await("domain/" + domain, value -> value.path("rules").size() == 1);
        }
    }

    @Test
    void aNewEpochPublishesEverythingAndDeletesWhatTheDatabaseLacks() {
        String domain = domain();
        String foreign = "domain/restored-" + UUID.randomUUID() + ".example";
        Stranger.puts(foreign, 1, 1);
        int raised =
                operator().post("/v1/epoch").then().statusCode(202).extract().path("epoch");
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await("domain/" + domain, value -> value.path("epoch").asLong() >= raised);
            Message deletion =
                    topic.await(foreign, value -> value.path("deleted").asBoolean());
            assertThat(Contracts.violations("rulesets", deletion.json())).isEmpty();
            assertThat(deletion.value().path("epoch").asLong()).isGreaterThanOrEqualTo(raised);
        }
    }

    @Test
    void aNewEpochIsHigherThanAnyOnTheTopic() {
        String foreign = "domain/later-" + UUID.randomUUID() + ".example";
        String domain = domain();
        int present = operator().post("/v1/epoch").path("epoch");
        Stranger.puts(foreign, present + 5, 1);
        operator().post("/v1/epoch").then().statusCode(202);
        try (TopicWatcher topic = new TopicWatcher()) {
            topic.await("domain/" + domain, value -> value.path("epoch").asLong() > present + 5);
        }
    }

    @Test
    void putsRightWhatAStrangerWritesUnderTheKeyOfAScope() {
        String domain = domain();
        String key = "domain/" + domain;
        double before = unreadable();
        try (TopicWatcher topic = new TopicWatcher()) {
            long offset = topic.await(key, value -> true).offset();
            Stranger.puts(key, "{\"scope\": ");
            Stranger.puts(key, "{\"scope\": \"%s\", \"epoch\": \"new\", \"revision\": 1}".formatted(key));
            Stranger.puts(key, null);
            Stranger.puts("planet/earth", "{}");
            addRule(domain(), "wakes the publisher");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                topic.all();
                Message last = topic.of(key).get(topic.of(key).size() - 1);
                return last.offset() > offset && last.value().has("parent");
            });
        }
        assertThat(unreadable() - before).isEqualTo(4);
    }

    @Test
    void deletesWhatOnlyAStrangerKnowsAndNobodyCanRead() {
        String key = "domain/stray-" + UUID.randomUUID() + ".example";
        Stranger.puts(key, "garbage");
        addRule(domain(), "wakes the publisher");
        try (TopicWatcher topic = new TopicWatcher()) {
            Message deletion = topic.await(key, value -> value.path("deleted").asBoolean());
            assertThat(Contracts.violations("rulesets", deletion.json())).isEmpty();
        }
    }

    @Test
    void sendsAgainWhatIsFollowedByARecordThatRelaysCannotRead() {
        String domain = domain();
        String key = "domain/" + domain;
        try (TopicWatcher topic = new TopicWatcher()) {
            Message state = topic.await(key, value -> true);
            Stranger.puts(key, state.json() + " x");
            addRule(domain(), "wakes the publisher");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                topic.all();
                return topic.of(key).size() == 3 && topic.of(key).get(2).json().equals(state.json());
            });
        }
    }

    private static double unreadable() {
        return Arrays.stream(given().get("/q/metrics").asString().split("\n"))
                .filter(line -> line.startsWith("sealpost_rulesets_unreadable_total "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }
}
