package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
    @Test
    void hasTheDefaultsOfTheStandard() {
        assertThat(all(Map.of()))
                .containsExactly(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(5));
    }

    @Test
    void readsEverySetting() {
        String prefix = "sealpost.delivery.timeout.";
        assertThat(all(Map.of(
                        prefix + "connect", "PT1S",
                        prefix + "greeting", "PT2S",
                        prefix + "command", "PT3S",
                        prefix + "resume", "PT4S",
                        prefix + "handshake", "PT5S",
                        prefix + "data", "PT6S",
                        prefix + "block", "PT7S",
                        prefix + "final-dot", "PT8S",
                        prefix + "quit", "PT9S")))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    private static List<Duration> all(Map<String, String> properties) {
        Timeouts timeouts = new SmallRyeConfigBuilder()
                .withMapping(Timeouts.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(Timeouts.class);
        return List.of(
                timeouts.connect(),
                timeouts.greeting(),
                timeouts.command(),
                timeouts.resume(),
                timeouts.handshake(),
                timeouts.data(),
                timeouts.block(),
                timeouts.finalDot(),
                timeouts.quit());
    }
}
