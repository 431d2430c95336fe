package io.sealpost.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.local.stack.Delivery;
import io.sealpost.local.stack.Ports;
import io.sealpost.local.stack.Route;
import io.sealpost.local.stack.StackConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedTest {
    private static final StackConfig DEFAULTS = StackConfig.in(Path.of("/root"), Path.of("/data"));

    @Test
    void theDefaultsNeedNoOption() {
        assertThat(DEFAULTS.options()).isEmpty();
        assertThat(new Recorded(List.of()).words()).isEqualTo("with the defaults");
    }

    @Test
    void everyOptionComesBack() {
        StackConfig config = DEFAULTS.with(new Ports(100, 3))
                .with(new Delivery(
                        List.of(new Route("bank.example", "10.0.0.1:25"), new Route("*", "[::1]:2500")),
                        Optional.of("127.0.0.1:53"),
                        Optional.of(2526),
                        true));

        assertThat(new Recorded(config.options()).appliedTo(DEFAULTS)).isEqualTo(config);
    }

    @Test
    void whatIsNoOptionChangesNothing() {
        assertThat(new Recorded(List.of("--moons", "2")).appliedTo(DEFAULTS)).isEqualTo(DEFAULTS);
    }
}
