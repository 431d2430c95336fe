package io.sealpost.relay.ruleset;

import static io.sealpost.relay.ruleset.Records.domain;
import static io.sealpost.relay.ruleset.Records.organization;
import static io.sealpost.relay.ruleset.Records.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.spool.BodyWriter;
import io.sealpost.relay.spool.Ids;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader and the publisher against a real broker and a real spool. */
class RulesetReaderIT {
    private static final Domain SENDER = Domain.parse("sender.example");
    private static final Duration MAX_STALENESS = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private static KafkaBroker broker;
    private static Topics topics;
    private final List<WiredRulesets> relays = new ArrayList<>();
    private Spool spool;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(brokerFolder, 0);
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        topics.close();
        broker.close();
    }

    @BeforeEach
    void begin() throws Exception {
        topics.deleteAll();
        spool = Spool.open(folder.resolve("spool"));
    }

    @AfterEach
    void end() throws Exception {
        for (WiredRulesets relay : relays) {
            relay.stop();
        }
        spool.close();
    }

    @Test
    void knowsNothingBeforeTheTopicIsReadToItsEnd() throws Exception {
        topics.createRulesets();
        topics.put("organization/acme", organization("acme", 1, ""));
        long last = topics.put("domain/sender.example", domain("sender.example", "acme", 2, rule("r", "a.example")));
        WiredRulesets relay = relay(MAX_STALENESS);
        assertThat(relay.rulesets.current()).isEmpty();

        relay.start();

        await().atMost(PATIENCE).until(() -> relay.rulesets.current().isPresent());
        assertThat(relay.rulesets.current().orElseThrow().domain(SENDER)).isInstanceOf(DomainKnowledge.Hosted.class);
        await().atMost(PATIENCE).until(() -> told(last));
    }

    @Test
    void announcesItselfBeforeItHasReadAnything() throws Exception {
        String topicId = topics.createRulesets();
        topics.put("organization/acme", organization("acme", 1, ""));
        WiredRulesets relay = relay(MAX_STALENESS).start();
        await().atMost(PATIENCE).until(() -> relay.rulesets.current().isPresent());

        ConsumerRecord<String, String> first = topics.statusRecords().get(0);

        assertThat(first.key()).isEqualTo("relay-1");
        assertThat(first.value())
                .contains("\"state\":\"active\"", "\"topicId\":\"" + topicId + "\"", "\"appliedOffset\":-1");
        assertThat(header(first, "ce_type")).isEqualTo("io.sealpost.relay-status");
        assertThat(header(first, "content-type")).isEqualTo("application/json");
        assertThat(topics.cleanupPolicy("sealpost.relay-status")).isEqualTo("compact");
    }

    @Test
    void appliesAndTellsAChangeAtOnce() throws Exception {
        WiredRulesets relay = startedWithOneDomain();
        List<Duration> delays = new ArrayList<>();

        for (int revision = 3; revision < 23; revision++) {
            Instant sent = Instant.now();
            long offset = topics.put("domain/sender.example", domain("sender.example", "acme", revision, ""));
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(() -> relay.rulesets.known().orElseThrow().offset() >= offset);
            delays.add(Duration.between(sent, Instant.now()));
        }

        assertThat(delays.stream().sorted().toList().get(delays.size() / 2)).isLessThan(Duration.ofMillis(100));
        await().atMost(Duration.ofMillis(900))
                .until(() -> told(relay.rulesets.known().orElseThrow().offset()));
    }

    @Test
    void tellsARefusedScope() throws Exception {
        WiredRulesets relay = startedWithOneDomain();

        long offset = topics.put(
                "domain/sender.example",
                domain("sender.example", "acme", 9, rule("r", "a.example").replace("{}", "{\"level\": \"quantum\"}")));

        JsonNode status = await().atMost(PATIENCE)
                .until(() -> topics.status(s -> s.path("appliedOffset").asLong() == offset), Optional::isPresent)
                .orElseThrow();
        assertThat(status.at("/refused/0/scope").asText()).isEqualTo("domain/sender.example");
        assertThat(status.at("/refused/0/revision").asInt()).isEqualTo(9);
        assertThat(status.at("/refused/0/reason").asText()).contains("not a TLS level: quantum");
        assertThat(relay.rulesets.current().orElseThrow().domain(SENDER)).isInstanceOf(DomainKnowledge.NotKnown.class);
    }

    @Test
    void countsARecordThatCannotBeReadAndGoesOn() throws Exception {
        WiredRulesets relay = startedWithOneDomain();

        topics.put("domain/sender.example", "{broken");
        topics.put("domain/second.example", domain("second.example", "acme", 4, ""));

        await().atMost(PATIENCE).until(() -> relay.knows("second.example"));
        assertThat(relay.knows("sender.example")).isFalse();
        assertThat(relay.unreadable()).isEqualTo(1);
    }

    /** Each poison closes its scope alone, is told by its place, and a good record of a later revision opens it again. */
    @ParameterizedTest
    @ValueSource(strings = {"{broken", "[]", "{}", "", "TOMBSTONE", "NEWER", "HUGE"})
    void closesAScopeWhoseRecordCannotBeReadUntilItCan(String poison) throws Exception {
        WiredRulesets relay = startedWithOneDomain();
        topics.put("domain/second.example", domain("second.example", "acme", 3, ""));

        long offset = topics.put("domain/sender.example", poison(poison));

        JsonNode status = await().atMost(PATIENCE)
                .until(() -> topics.status(s -> s.path("appliedOffset").asLong() == offset), Optional::isPresent)
                .orElseThrow();
        assertThat(status.at("/refused/0/scope").asText()).isEqualTo("domain/sender.example");
        assertThat(relay.rulesets.current().orElseThrow().domain(SENDER))
                .isEqualTo(DomainKnowledge.NotKnown.refused(Scope.of(SENDER)));
        assertThat(relay.knows("second.example")).isTrue();
        assertThat(relay.unreadable()).isEqualTo(1);
        topics.put("domain/sender.example", domain("sender.example", "acme", 10, ""));
        await().atMost(PATIENCE).until(() -> relay.knows("sender.example"));
        assertThat(relay.rulesets.progress().orElseThrow().refused()).isEmpty();
    }

    @Test
    void setsRecordsAsideWhoseKeysNameNoScope() throws Exception {
        WiredRulesets relay = startedWithOneDomain();

        topics.put("nonsense", "{broken");
        topics.put("domain/not a domain", domain("not a domain", "acme", 9, ""));
        long offset = topics.put("domain/Sender.Example", domain("Sender.Example", "acme", 9, ""));

        await().atMost(PATIENCE).until(() -> told(offset));
        assertThat(relay.unreadable()).isEqualTo(3);
        assertThat(relay.knows("sender.example")).isTrue();
    }

    /** The newest record of a scope decides, not the last good one that the topic may still hold. */
    @Test
    void keepsAScopeClosedOverARestartAndInTheSavedCopy() throws Exception {
        WiredRulesets before = startedWithOneDomain();
        long offset = topics.put("domain/sender.example", "{broken");
        await().atMost(PATIENCE).until(() -> told(offset) && isSaved(offset));
        keepMail();
        before.stop();

        WiredRulesets after = relay(MAX_STALENESS).start();
        await().atMost(PATIENCE).until(() -> after.rulesets.current().isPresent());
        DomainKnowledge fromTopic = after.rulesets.current().orElseThrow().domain(SENDER);
        after.stop();
        broker.stop();
        try {
            WiredRulesets alone = relay(MAX_STALENESS).start();
            await().atMost(PATIENCE).until(() -> alone.rulesets.source() == Rulesets.Source.SAVED_COPY);

            assertThat(fromTopic).isEqualTo(DomainKnowledge.NotKnown.refused(Scope.of(SENDER)));
            assertThat(alone.rulesets.current().orElseThrow().domain(SENDER)).isEqualTo(fromTopic);
        } finally {
            broker.restart();
        }
    }

    @Test
    void doesNotKnowTheRulesWhileThereIsNoTopic() throws Exception {
        WiredRulesets relay = relay(MAX_STALENESS).start();
        await().atMost(PATIENCE)
                .until(() ->
                        topics.status(s -> s.path("topicId").asText().isEmpty()).isPresent());
        assertThat(relay.rulesets.current()).isEmpty();
        assertThat(relay.rulesets.reading())
                .isEqualTo(new Reading(Reading.State.TOPIC_MISSING, "there is no topic sealpost.rulesets"));

        topics.createRulesets();

        await().atMost(PATIENCE).until(() -> relay.rulesets.current().isPresent());
        await().atMost(PATIENCE).until(() -> relay.rulesets.reading().equals(Reading.FOLLOWING));
    }

    /** Otherwise a start without Kafka would put rules in force that were withdrawn with their topic. */
    @Test
    void voidsTheSavedCopyOfATopicThatIsGone() throws Exception {
        WiredRulesets relay = startedWithOneDomain();
        await().atMost(PATIENCE).until(() -> spool.savedRulesets().head().isPresent());
        keepMail();

        topics.deleteRulesets();

        await().atMost(PATIENCE).until(() -> spool.savedRulesets().head().isEmpty());
        relay.stop();
        broker.stop();
        try {
            WiredRulesets after = relay(MAX_STALENESS).start();
            await().atMost(PATIENCE).until(() -> after.rulesets.reading().state() == Reading.State.KAFKA_AWAY);
            assertThat(after.rulesets.known()).isEmpty();
        } finally {
            broker.restart();
        }
    }

    @Test
    void readsATopicThatWasMadeAnewFromItsBeginningAndDropsWhatItDoesNotMeet() throws Exception {
        WiredRulesets relay = startedWithOneDomain();

        topics.deleteRulesets();
        await().atMost(PATIENCE).until(() -> relay.rulesets.current().isEmpty());
        String topicId = topics.createRulesets();
        topics.put("organization/acme", organization("acme", 1, ""));
        topics.put("domain/second.example", domain("second.example", "acme", 1, ""));

        await().atMost(PATIENCE).until(() -> relay.knows("second.example"));
        assertThat(relay.rulesets.current().orElseThrow().domain(SENDER)).isEqualTo(new DomainKnowledge.Foreign());
        await().atMost(PATIENCE)
                .until(() -> topics.status(s -> s.path("topicId").asText().equals(topicId)
                                && s.path("appliedOffset").asLong() == 1)
                        .isPresent());
    }

    @Test
    void keepsItsRulesWhileKafkaIsAwayAndFollowsAgain() throws Exception {
        WiredRulesets relay = startedWithOneDomain();

        broker.stop();
        try {
            await().atMost(PATIENCE).until(() -> relay.rulesets.reading().state() == Reading.State.KAFKA_AWAY);
            assertThat(relay.knows("sender.example")).isTrue();
        } finally {
            broker.restart();
        }
        topics.put("domain/second.example", domain("second.example", "acme", 9, ""));

        await().atMost(PATIENCE).until(() -> relay.knows("second.example"));
    }

    @Test
    void trustsNothingThatIsTooLongWithoutKafka() throws Exception {
        topics.createRulesets();
        WiredRulesets relay = relay(Duration.ofSeconds(3)).start();
        await().atMost(PATIENCE).until(() -> relay.rulesets.current().isPresent());
        await().during(Duration.ofSeconds(4))
                .atMost(PATIENCE)
                .until(() -> relay.rulesets.current().isPresent());

        broker.stop();
        try {
            await().atMost(PATIENCE).until(() -> relay.rulesets.current().isEmpty());
        } finally {
            broker.restart();
        }

        await().atMost(PATIENCE).until(() -> relay.rulesets.current().isPresent());
    }

    @Test
    void startsWithItsSavedCopyWhileKafkaIsAway() throws Exception {
        WiredRulesets before = startedWithOneDomain();
        await().atMost(PATIENCE).until(() -> spool.savedRulesets().head().isPresent());
        keepMail();
        before.stop();

        broker.stop();
        try {
            WiredRulesets after = relay(MAX_STALENESS).start();
            await().atMost(PATIENCE).until(() -> after.knows("sender.example"));
            assertThat(after.rulesets.source()).isEqualTo(Rulesets.Source.SAVED_COPY);
            await().atMost(PATIENCE).until(() -> after.rulesets.reading().state() == Reading.State.KAFKA_AWAY);
            WiredRulesets distrustful = relay(Duration.ofMillis(1)).start();
            await().atMost(PATIENCE).until(() -> distrustful.rulesets.known().isPresent());
            assertThat(distrustful.rulesets.source()).isEqualTo(Rulesets.Source.NONE);
            broker.restart();
            topics.put("domain/second.example", domain("second.example", "acme", 9, ""));
            await().atMost(PATIENCE).until(() -> after.knows("second.example"));
            assertThat(after.rulesets.source()).isEqualTo(Rulesets.Source.TOPIC);
        } finally {
            if (!broker.isRunning()) {
                broker.restart();
            }
        }
    }

    @Test
    void doesNotUseItsSavedCopyWhileKafkaIsThere() throws Exception {
        WiredRulesets before = startedWithOneDomain();
        await().atMost(PATIENCE).until(() -> spool.savedRulesets().head().isPresent());
        keepMail();
        before.stop();
        topics.deleteRulesets();

        WiredRulesets after = relay(MAX_STALENESS).start();

        await().atMost(PATIENCE).until(() -> after.rulesets.progress().isPresent());
        assertThat(after.rulesets.current()).isEmpty();
    }

    @Test
    void retiresWithAnEmptySpoolAndVoidsItsCopy() throws Exception {
        WiredRulesets relay = startedWithOneDomain();
        await().atMost(PATIENCE).until(() -> spool.savedRulesets().head().isPresent());

        relay.stop();

        List<ConsumerRecord<String, String>> told = topics.statusRecords();
        assertThat(told.get(told.size() - 1).value()).contains("\"state\":\"retired\"");
        assertThat(spool.savedRulesets().head()).isEmpty();
    }

    @Test
    void staysRegisteredWithMailInTheSpool() throws Exception {
        WiredRulesets relay = startedWithOneDomain();
        await().atMost(PATIENCE).until(() -> spool.savedRulesets().head().isPresent());
        keepMail();

        relay.stop();

        assertThat(topics.status(s -> s.path("state").asText().equals("retired")))
                .isEmpty();
        assertThat(spool.savedRulesets().head()).isPresent();
    }

    /** Too much for one fetch, so that a reader in haste would be seen with half of it. */
    @Test
    void putsNothingInForceBeforeAllOfALargeTopicIsRead() throws Exception {
        topics.createRulesets();
        topics.put("organization/acme", organization("acme", 1, ""));
        String padding = "\"displayName\": \"" + "x".repeat(700_000) + "\", \"parent\"";
        for (int i = 0; i < 60; i++) {
            String name = "d" + i + ".example";
            topics.send("domain/" + name, domain(name, "acme", 1, "").replace("\"parent\"", padding));
        }
        topics.flush();

        WiredRulesets relay = relay(MAX_STALENESS).start();

        await().pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> relay.rulesets.known().isPresent());
        assertThat(relay.rulesets.known().orElseThrow().offset()).isEqualTo(60);
    }

    private static @Nullable String poison(String kind) {
        return switch (kind) {
            case "TOMBSTONE" -> null;
            case "NEWER" ->
                domain("sender.example", "acme", 9, rule("r", "a.example").replace("\"id\"", "\"seal\": 1, \"id\""));
            case "HUGE" -> "[" + " ".repeat(17 * 1024 * 1024) + "]";
            default -> kind;
        };
    }

    private boolean isSaved(long offset) {
        return SavedCopy.read(spool.savedRulesets())
                .filter(copy -> copy.known().offset() == offset)
                .isPresent();
    }

    private WiredRulesets startedWithOneDomain() throws Exception {
        topics.createRulesets();
        topics.put("organization/acme", organization("acme", 1, ""));
        topics.put("domain/sender.example", domain("sender.example", "acme", 2, rule("r", "a.example")));
        WiredRulesets relay = relay(MAX_STALENESS).start();
        await().atMost(PATIENCE).until(() -> relay.knows("sender.example"));
        return relay;
    }

    private boolean told(long offset) throws Exception {
        return topics.status(status -> status.path("appliedOffset").asLong() == offset)
                .isPresent();
    }

    private void keepMail() throws Exception {
        QueueId id = Ids.next(Instant.now());
        BodyWriter body = spool.newBody(id);
        body.write("x\r\n".getBytes(StandardCharsets.US_ASCII));
        SpooledMessage message = new SpooledMessage(
                id,
                Instant.now(),
                ReversePath.NULL,
                MessageDsn.NONE,
                List.of(SENDER),
                MessageFacts.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                3,
                Instant.now(),
                List.of(SpooledRecipient.accepted(Address.parse("b@bank.example"), RecipientDsn.NONE, Decision.NONE)));
        spool.accept(message, body, List.of()).toCompletableFuture().get();
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** To be stopped with the others. */
    private WiredRulesets relay(Duration maxStaleness) {
        WiredRulesets relay = new WiredRulesets(broker.bootstrapServers(), spool, maxStaleness);
        relays.add(relay);
        return relay;
    }
}
