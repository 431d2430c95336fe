package io.sealpost.relay.route;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteConfigTest {
    private static final byte[] LOOPBACK_6 = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    @Test
    void readsEverySetting(@TempDir Path folder) throws IOException {
        Path anchors = Files.writeString(folder.resolve("anchors"), ". IN DS 1 13 2 " + "ab".repeat(32) + "\n");
        RouteSettings settings = settings(Map.ofEntries(
                entry("sealpost.routes.\"Bank.Example\"", "127.0.0.1:2601"),
                entry("sealpost.routes.\"*\"", "[::1]:2602"),
                entry("sealpost.dns.servers", "127.0.0.1:5353, [::1]:53"),
                entry("sealpost.dns.trust-anchors", anchors.toString()),
                entry("sealpost.smtp.hostname", "Relay.Example"),
                entry("sealpost.smtp.port", "587"),
                entry("sealpost.smtp.listeners.smtps.port", "465"),
                entry("sealpost.delivery.own-addresses", "127.0.0.2:25"),
                entry("sealpost.delivery.port", "2525"),
                entry("sealpost.delivery.allow-private-addresses", "true")));
        assertThat(settings)
                .isEqualTo(new RouteSettings(
                        Map.of(Domain.parse("bank.example"), new HostPort("127.0.0.1", 2601)),
                        Optional.of(new HostPort("::1", 2602)),
                        new DnsSettings(
                                List.of(socket(new byte[] {127, 0, 0, 1}, 5353), socket(LOOPBACK_6, 53)),
                                Optional.of(TrustAnchors.parse(". IN DS 1 13 2 " + "ab".repeat(32)))),
                        2525,
                        true,
                        "relay.example",
                        OwnAddresses.here(Set.of(587, 465), List.of(socket(new byte[] {127, 0, 0, 2}, 25)))));
    }

    @Test
    void deliversToTheWorldByDefault() {
        assertThat(settings(Map.of("sealpost.smtp.hostname", "relay.example")))
                .isEqualTo(new RouteSettings(
                        Map.of(),
                        Optional.empty(),
                        new DnsSettings(List.of(), Optional.empty()),
                        25,
                        false,
                        "relay.example",
                        OwnAddresses.here(Set.of(2525), List.of())));
    }

    @Test
    void refusesAFileWithoutTrustAnchors(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("anchors"), "bank.example. IN A 192.0.2.1\n");

        assertThatThrownBy(() -> settings(Map.of(
                        "sealpost.smtp.hostname", "relay.example", "sealpost.dns.trust-anchors", file.toString())))
                .hasMessageContaining("must be a file of DS or DNSKEY records");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sealpost.dns.servers", "sealpost.delivery.own-addresses"})
    void wantsAddressesWhereANameWouldHaveToBeAskedFor(String setting) {
        assertThatThrownBy(
                        () -> settings(Map.of("sealpost.smtp.hostname", "relay.example", setting, "lb.example.com:25")))
                .hasMessageContaining("must be ADDRESS:PORT with an IP address, such as 192.0.2.1:25");
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
