package io.sealpost.relay.ruleset;

import static org.awaitility.Awaitility.await;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.relay.bench.Heap;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.spool.Spool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A relay with a million patterns, from a real topic: how long until it is ready, what its heap holds, and how long a change
 * takes from the broker's acknowledgement until a decision is made by it.
 */
class RulesetBench {
    private static final int DOMAINS = Integer.getInteger("bench.domains", 100_000);
    private static final int ROUNDS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void aMillionPatterns() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), 0);
                Topics topics = new Topics(broker.bootstrapServers());
                Spool spool = Spool.open(folder.resolve("spool"))) {
            topics.createRulesets();
            topics.put("organization/acme", Records.organization("acme", 1, ""));
            for (int domain = 0; domain < DOMAINS; domain++) {
                topics.send("domain/s" + domain + ".example", domain("s" + domain + ".example", 1, 2, 5));
            }
            topics.flush();
            long before = Heap.used();
            WiredRulesets relay = new WiredRulesets(broker.bootstrapServers(), spool, Duration.ofHours(24));
            long begun = System.nanoTime();
            relay.start();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(PATIENCE)
                    .until(() -> relay.rulesets.current().isPresent());
            print(
                    "%,d domains of 2 rules of 5 patterns: ready after %.1f s",
                    DOMAINS, (System.nanoTime() - begun) / 1e9);
            await().atMost(PATIENCE).until(() -> spool.savedRulesets().head().isPresent());
            print("%d bytes of heap a pattern, the records' texts included", (Heap.used() - before) / (10L * DOMAINS));
            change(topics, relay, "a domain of 1 rule", 1, 1, ROUNDS);
            change(topics, relay, "a domain of 100 rules", 100, 1, ROUNDS);
            change(topics, relay, "a domain of 10,000 rules", 10_000, 1, 10);
            list(topics, relay);
            relay.stop();
        }
    }

    private static void change(Topics topics, WiredRulesets relay, String what, int rules, int patterns, int rounds)
            throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String value = domain("s1.example", 2 + rules + round, rules, patterns);
            millis.add(effect(topics, relay, "domain/s1.example", value));
        }
        print("%s: %s", what, summary(millis));
    }

    private static void list(Topics topics, WiredRulesets relay) throws Exception {
        String entries = IntStream.range(0, 100_000)
                .mapToObj(n -> "\"partner" + n + ".example\"")
                .collect(Collectors.joining(","));
        topics.put(
                "domain/s1.example", Records.domain("s1.example", "acme", 100_000, Records.rule("r", "list:partners")));
        List<Double> millis = new ArrayList<>();
        for (int round = 1; round <= 10; round++) {
            String value = """
                    {"scope": "address-list/acme/partners", "epoch": 1, "revision": %d, "parent": "organization/acme", "entries": [%s]}""".formatted(round, entries);
            millis.add(effect(topics, relay, "address-list/acme/partners", value));
        }
        print("a list of 100,000 entries: %s", summary(millis));
    }

    /** Milliseconds from the acknowledgement to the first decision that was made by the change. */
    private static double effect(Topics topics, WiredRulesets relay, String key, String value) throws Exception {
        long offset = topics.put(key, value);
        long begun = System.nanoTime();
        while (relay.rulesets.known().orElseThrow().offset() < offset) {
            Thread.onSpinWait();
        }
        Governing governing = Governing.of(
                relay.rulesets.current().orElseThrow()::domain,
                List.of(Domain.parse("s1.example")),
                List.of(Address.parse("bob@r0p0.bank.example")));
        governing
                .policy()
                .on(
                        new MessageFacts(
                                List.of(Address.parse("alice@s1.example")),
                                false,
                                Map.of(),
                                Map.of(),
                                10_000,
                                Optional.empty()),
                        Instant.now())
                .decide(Address.parse("bob@r0p0.bank.example"));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static String summary(List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "in effect after %.1f ms (median), %.1f ms (most) of %d changes",
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                sorted.size());
    }

    private static String domain(String name, long revision, int rules, int patterns) {
        String all = IntStream.range(0, rules)
                .mapToObj(rule -> Records.rule(
                        "0193591e-0000-7000-8000-%012d".formatted(rule),
                        IntStream.range(0, patterns)
                                .mapToObj(pattern -> "r" + rule + "p" + pattern + ".bank.example")
                                .collect(Collectors.joining("\", \""))))
                .collect(Collectors.joining(","));
        return """
                {"scope": "domain/%s", "epoch": 1, "revision": %d, "parent": "organization/acme",
                 "submitters": [{"id": "s", "network": "192.0.2.0/24"}], "rules": [%s]}""".formatted(name, revision, all);
    }

    private static void print(String words, Object... values) {
        System.out.printf(Locale.ROOT, words + "%n", values);
    }
}
