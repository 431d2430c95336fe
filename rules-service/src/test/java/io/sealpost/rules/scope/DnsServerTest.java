package io.sealpost.rules.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsServerTest {

    @Test
    void isAnAddressAndAPort() {
        assertThat(new DnsServer().convert(" 192.0.2.53:5353")).isEqualTo(new InetSocketAddress("192.0.2.53", 5353));
        assertThat(new DnsServer().convert("[2001:db8::53]:53")).isEqualTo(new InetSocketAddress("2001:db8::53", 53));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "192.0.2.53", "dns.example:53", "1.2.3:53", "192.0.2.53:0", "192.0.2.53:65536"})
    void saysWhatWouldBeRight(String wrong) {
        assertThatThrownBy(() -> new DnsServer().convert(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("192.0.2.53:53");
    }
}
