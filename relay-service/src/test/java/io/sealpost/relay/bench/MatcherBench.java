package io.sealpost.relay.bench;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.MessagePolicy;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.ruleset.HostedDomain;
import io.sealpost.relay.ruleset.RulesetView;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What rules cost: heap a pattern, and time a message, from finding the sender's rules to the last recipient's decision. */
class MatcherBench {
    /** Whether all domains write to the same partners, or each to its own. */
    private enum Partners {
        COMMON,
        OWN
    }

    private static final int DOMAINS = Integer.getInteger("bench.domains", 100_000);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<Address> THOUSAND = IntStream.range(0, 1_000)
            .mapToObj(n -> Address.parse("bob@r0p" + n % 10 + ".bank.example"))
            .toList();

    @Test
    void twoRulesOfFivePatterns() {
        measure(2, 5, Partners.COMMON);
    }

    @Test
    void tenRulesOfOnePattern() {
        measure(10, 1, Partners.COMMON);
    }

    @Test
    void twoRulesOfFivePatternsEachDomainItsOwn() {
        measure(2, 5, Partners.OWN);
    }

    @Test
    void tenRulesOfOnePatternEachDomainItsOwn() {
        measure(10, 1, Partners.OWN);
    }

    @Test
    void oneDomainWithTenThousandRules() {
        RulesetView view = RulesetView.of(records(1, 10_000, 1, Partners.COMMON));
        time(view, "10,000 rules, 1 recipient", 1);
    }

    private static void measure(int rules, int patterns, Partners partners) {
        long before = Heap.used();
        RulesetView view = RulesetView.of(records(DOMAINS, rules, patterns, partners));
        System.out.printf(
                Locale.ROOT,
                "%,d domains of %d rules of %d patterns, %s: %d bytes of heap a pattern, the records' texts included%n",
                DOMAINS,
                rules,
                patterns,
                partners,
                (Heap.used() - before) / ((long) DOMAINS * rules * patterns));
        time(view, rules + " rules, 1 recipient", 1);
        time(view, rules + " rules, 1,000 recipients", 1_000);
    }

    private static void time(RulesetView view, String what, int recipients) {
        Domain sender = new Domain("s0.example");
        MessageFacts message = new MessageFacts(
                List.of(Address.parse("alice@s0.example")), false, Map.of(), Map.of(), 10_000, Optional.empty());
        int rounds = recipients == 1 ? 200_000 : 2_000;
        long[] nanos = new long[rounds];
        long demanded = 0;
        for (int round = -rounds; round < rounds; round++) {
            long begun = System.nanoTime();
            Policy policy = view.domain(sender)
                    .match(HostedDomain::policy, foreign -> new Policy(List.of()), unknown -> new Policy(List.of()));
            MessagePolicy decisions = policy.on(message, NOW);
            for (Address recipient : THOUSAND.subList(0, recipients)) {
                demanded += decisions.decide(recipient).rules().size();
            }
            nanos[Math.max(0, round)] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.1f µs, p99 %.1f µs (%,d matches)%n",
                what,
                nanos[rounds / 2] / 1e3,
                nanos[rounds - rounds / 100] / 1e3,
                demanded);
    }

    private static Map<String, String> records(int domains, int rules, int patterns, Partners partners) {
        Map<String, String> records = new HashMap<>();
        records.put(
                "organization/acme",
                "{\"scope\": \"organization/acme\", \"epoch\": 1, \"revision\": 1, \"rules\": []}");
        for (int domain = 0; domain < domains; domain++) {
            String suffix = partners == Partners.OWN && domain > 0 ? domain + ".example" : "bank.example";
            String all = IntStream.range(0, rules)
                    .mapToObj(rule -> rule(rule, patterns, suffix))
                    .collect(Collectors.joining(","));
            records.put("domain/s" + domain + ".example", """
                    {"scope":"domain/s%d.example","epoch":1,"revision":1,"parent":"organization/acme","submitters":[],"rules":[%s]}""".formatted(domain, all));
        }
        return records;
    }

    private static String rule(int rule, int patterns, String suffix) {
        String anyOf = IntStream.range(0, patterns)
                .mapToObj(pattern -> "\"r" + rule + "p" + pattern + "." + suffix + "\"")
                .collect(Collectors.joining(","));
        return """
                {"id":"0193591e-0000-7000-8000-%012d","revision":1,"name":"Banks %d","direction":"outgoing","enabled":true,\
                "criteria":{"to":{"anyOf":[%s]}},"actions":{"relayWithTls":{}}}""".formatted(rule, rule, anyOf);
    }
}
