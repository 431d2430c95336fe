package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReuseSettingsTest {
    @Test
    void asManyConnectionsMayBeIdleAsThereMayBeAttempts() {
        assertThat(settings(Map.of()).maxIdle()).isEqualTo(500);
        assertThat(settings(Map.of("sealpost.queue.concurrency", "2500")).maxIdle())
                .isEqualTo(2500);
    }

    @Test
    void aNumberThatIsGivenHolds() {
        assertThat(settings(Map.of("sealpost.queue.concurrency", "2500", "sealpost.delivery.connection.max-idle", "7"))
                        .maxIdle())
                .isEqualTo(7);
    }

    private static ReuseSettings settings(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(ReuseSettings.class)
                .withDefaultValues(given)
                .build()
                .getConfigMapping(ReuseSettings.class);
    }
}
