package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What ten rules of ten patterns each decide for a message to one recipient, the fifth rule's. */
@State(Scope.Benchmark)
public class PolicyBenchmarks {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Policy policy =
            new Policy(IntStream.range(0, 10).mapToObj(PolicyBenchmarks::rule).toList());
    private final MessageFacts message = Facts.from("alice@sender.example");
    private final Address recipient = Address.parse("bob@r5p5.bank.example");

    @Benchmark
    public Decision decision() {
        return policy.on(message, NOW).decide(recipient);
    }

    private static Rule rule(int number) {
        List<AddressPattern> patterns = IntStream.range(0, 10)
                .mapToObj(pattern -> AddressPattern.parse("r" + number + "p" + pattern + ".bank.example"))
                .toList();
        return new Rule(
                new RuleRef("domain/sender.example", "r-" + number, "Banks " + number, 1),
                Direction.OUTGOING,
                true,
                Mode.ENFORCE,
                ActiveTime.ALWAYS,
                new Criteria(Selection.anyOf(patterns), List.of()),
                Actions.ENCRYPT);
    }
}
