package io.sealpost.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteConfigTest {
    private static final byte[] LOOPBACK_6 = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    @Test
    void readsEverySetting() throws UnknownHostException {
        RouteSettings settings = settings(Map.of(
                "sealpost.routes.\"Bank.Example\"", "127.0.0.1:2601",
                "sealpost.routes.\"*\"", "[::1]:2602",
                "sealpost.dns.servers", "127.0.0.1:5353, [::1]:53",
                "sealpost.delivery.port", "2525",
                "sealpost.delivery.allow-private-addresses", "true"));
        assertThat(settings)
                .isEqualTo(new RouteSettings(
                        Map.of(Domain.parse("bank.example"), new HostPort("127.0.0.1", 2601)),
                        Optional.of(new HostPort("::1", 2602)),
                        List.of(socket(new byte[] {127, 0, 0, 1}, 5353), socket(LOOPBACK_6, 53)),
                        2525,
                        true));
    }

    @Test
    void deliversToTheWorldByDefault() {
        assertThat(settings(Map.of())).isEqualTo(new RouteSettings(Map.of(), Optional.empty(), List.of(), 25, false));
    }

    private static InetSocketAddress socket(byte[] address, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(address), port);
    }

    private static RouteSettings settings(Map<String, String> properties) {
        return new RouteConfig()
                .settings(new SmallRyeConfigBuilder()
                        .withMapping(RouteConfig.Routing.class)
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build()
                        .getConfigMapping(RouteConfig.Routing.class));
    }
}
