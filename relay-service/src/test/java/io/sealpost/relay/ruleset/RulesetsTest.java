package io.sealpost.relay.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesetsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:15:30Z");
    private static final Known KNOWN = new Known(RulesetView.of(Map.of()), "topic-1", 7);
    private final Rulesets rulesets = new Rulesets(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofHours(24));

    @Test
    void knowsNothingAtTheStart() {
        assertThat(rulesets.current()).isEmpty();
        assertThat(rulesets.progress()).isEmpty();
    }

    @Test
    void trustsItsRulesForMaxStaleness() {
        rulesets.apply(KNOWN);
        rulesets.contact(NOW.minus(Duration.ofHours(24)));

        assertThat(rulesets.current()).contains(KNOWN.view());
    }

    @Test
    void trustsItsRulesNoLongerThanMaxStaleness() {
        rulesets.apply(KNOWN);
        rulesets.contact(NOW.minus(Duration.ofHours(24)).minusMillis(1));

        assertThat(rulesets.current()).isEmpty();
    }

    @Test
    void forgetsItsRulesWhenTheTopicIsAnotherOne() {
        rulesets.contact(NOW);
        rulesets.apply(KNOWN);
        rulesets.beginTopic("topic-2");

        assertThat(rulesets.current()).isEmpty();
        assertThat(rulesets.progress()).contains(Progress.none("topic-2"));
    }

    @Test
    void keepsItsRulesWhileTheSameTopicIsReadAgain() {
        rulesets.contact(NOW);
        rulesets.apply(KNOWN);
        rulesets.beginTopic("topic-1");

        assertThat(rulesets.current()).isPresent();
        assertThat(rulesets.progress())
                .hasValueSatisfying(p -> assertThat(p.offset()).isEqualTo(7));
    }
}
