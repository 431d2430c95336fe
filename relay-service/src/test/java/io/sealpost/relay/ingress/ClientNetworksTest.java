package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ClientNetworksTest {
    private final ClientNetworks networks = new ClientNetworks(2);

    @Test
    void boundsAnIpv4Address() {
        assertThat(networks.enters(address("192.0.2.1"))).isTrue();
        assertThat(networks.enters(address("192.0.2.1"))).isTrue();

        assertThat(networks.enters(address("192.0.2.1"))).isFalse();
        assertThat(networks.enters(address("192.0.2.2"))).isTrue();
        networks.left(address("192.0.2.1"));
        assertThat(networks.enters(address("192.0.2.1"))).isTrue();
    }

    @Test
    void boundsAnIpv6NetworkOfACustomer() {
        assertThat(networks.enters(address("2001:db8:0:1::1"))).isTrue();
        assertThat(networks.enters(address("2001:db8:0:1::2"))).isTrue();

        assertThat(networks.enters(address("2001:db8:0:1::3"))).isFalse();
        assertThat(networks.enters(address("2001:db8:0:2::3"))).isTrue();
    }

    private static InetAddress address(String text) {
        return Client.address(text);
    }
}
