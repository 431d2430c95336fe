package io.sealpost.relay.ruleset;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.spool.Spool;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The room, wired by hand to a broker and a spool. */
final class WiredRulesets {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Rulesets rulesets;
    private final RulesetLifecycle lifecycle;
    private boolean stopped;

    WiredRulesets(String bootstrapServers, Spool spool, Duration maxStaleness) {
        KafkaClients kafka = new KafkaClients(Map.of("bootstrap.servers", bootstrapServers));
        rulesets = new Rulesets(Clock.systemUTC(), maxStaleness);
        StatusPublisher status = new StatusPublisher(
                rulesets,
                new UsedUpQuotas(Clock.systemUTC()),
                new StatusTopic(kafka, true, (short) 1),
                "relay-1",
                "http://127.0.0.1:8081");
        RulesetReader reader = new RulesetReader(kafka, rulesets, status, spool, meters);
        lifecycle = new RulesetLifecycle(reader, status, new CopySaver(rulesets, spool), spool);
    }

    WiredRulesets start() {
        lifecycle.start(new StartupEvent());
        return this;
    }

    void stop() throws Exception {
        if (!stopped) {
            stopped = true;
            lifecycle.stop(new ShutdownEvent());
        }
    }

    double unreadable() {
        return meters.counter("sealpost.rulesets.unreadable").count();
    }

    boolean knows(String domain) {
        return rulesets.current()
                .filter(view -> view.domain(Domain.parse(domain)) instanceof DomainKnowledge.Hosted)
                .isPresent();
    }
}
