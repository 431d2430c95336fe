package io.sealpost.bounce.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayAddressTest {

    @Test
    void readsHostAndPort() {
        assertThat(RelayAddress.parse(" relay-1.example:2525 ")).isEqualTo(new RelayAddress("relay-1.example", 2525));
    }

    @Test
    void readsAnIpv6AddressInBrackets() {
        RelayAddress address = RelayAddress.parse("[2001:db8::1]:2525");

        assertThat(address).isEqualTo(new RelayAddress("2001:db8::1", 2525));
        assertThat(address).hasToString("[2001:db8::1]:2525");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relay", "relay:", ":25", "relay:0", "relay:65536", "2001:db8::1:25", "a b:25"})
    void refusesWhatIsNoHostAndPort(String text) {
        assertThatThrownBy(() -> RelayAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be HOST:PORT");
    }
}
