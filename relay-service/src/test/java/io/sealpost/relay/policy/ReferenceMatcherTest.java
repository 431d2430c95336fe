package io.sealpost.relay.policy;

import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.ReferenceMatcher.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;
import org.quicktheories.generators.Generate;

/** The matcher against one that is obviously right, on random rules and recipients that nearly meet. */
class ReferenceMatcherTest {
    private static final int CASES = Integer.getInteger("sealpost.matcher.cases", 5_000);

    private static final String SENDER = "sender.example";
    private static final Gen<String> LOCAL = Generate.pick(List.of(
            "cfo",
            "CFO",
            "cfo+x",
            "cfo+",
            "\"cfo\"",
            "\"c f o\"",
            "\"c\\fo\"",
            "cf",
            "cfoo",
            "jürgen",
            "JÜRGEN",
            "ju\u0308rgen",
            "a.b",
            "\"a@b\""));
    private static final Gen<String> DOMAIN = Generate.pick(List.of(
            "bank.example",
            "Bank.Example",
            "bank.example.",
            "sub.bank.example",
            "a.sub.bank.example",
            "notbank.example",
            "bücher.example",
            "BÜCHER.example",
            "xn--bcher-kva.example",
            "example"));
    private static final Gen<String> ADDRESS = LOCAL.zip(DOMAIN, (local, domain) -> local + "@" + domain);
    private static final Gen<String> PATTERN =
            DOMAIN.mix(ADDRESS, 40).mix(DOMAIN.map(domain -> "*." + domain), 30).mix(Generate.constant("*"), 5);

    private static Gen<List<String>> patterns() {
        return lists().of(PATTERN).ofSizeBetween(0, 4);
    }

    private static Gen<List<Written>> rules() {
        Gen<Written> rule = integers()
                .between(1, 99_999)
                .zip(
                        Generate.pick(List.of(SENDER, "bank.example", "sub.bank.example", "bücher.example")),
                        booleans().all(),
                        (id, owner, incoming) ->
                                new Written("" + id, id % 4 != 0, owner, incoming, id % 3 == 0, List.of(), List.of()))
                .zip(
                        patterns(),
                        patterns(),
                        (half, anyOf, noneOf) -> new Written(
                                half.id(),
                                half.enabled(),
                                half.owner(),
                                half.incoming(),
                                half.monitored(),
                                anyOf,
                                noneOf));
        return lists().of(rule).ofSizeBetween(0, 16);
    }

    @Test
    void decidesAsTheReferenceDoes() {
        qt().withExamples(CASES)
                .forAll(rules(), ADDRESS)
                .check((rules, recipient) ->
                        ids(rules, recipient).equals(ReferenceMatcher.covering(rules, SENDER, recipient)));
    }

    private static List<String> ids(List<Written> written, String recipient) {
        Map<Domain, List<Rule>> rules = new HashMap<>();
        for (Written each : written) {
            Criteria criteria = new Criteria(new Selection<>(parsed(each.anyOf()), parsed(each.noneOf())), List.of());
            RuleRef ref = new RuleRef("domain/sender.example", each.id(), "Rule", 1);
            rules.computeIfAbsent(Domain.parse(each.owner()), owner -> new ArrayList<>())
                    .add(new Rule(
                            ref,
                            each.incoming() ? Direction.INCOMING : Direction.OUTGOING,
                            each.enabled(),
                            each.monitored() ? Mode.MONITOR : Mode.ENFORCE,
                            ActiveTime.ALWAYS,
                            criteria,
                            Actions.ENCRYPT));
        }
        Map<Domain, Policy> incoming = new HashMap<>();
        rules.forEach((owner, all) -> incoming.put(owner, Policy.ofIncoming(all)));
        Decision decision = new Policy(rules.getOrDefault(Domain.parse(SENDER), List.of()))
                .with(incoming)
                .on(MessageFacts.NONE, Instant.EPOCH)
                .decide(Address.parse(recipient));
        return Stream.concat(
                        decision.rules().stream().map(RuleRef::id),
                        decision.trial().stream()
                                .flatMap(trial -> trial.rules().stream())
                                .map(rule -> "(" + rule.id() + ")"))
                .toList();
    }

    private static List<AddressPattern> parsed(List<String> texts) {
        return texts.stream().map(AddressPattern::parse).toList();
    }
}
