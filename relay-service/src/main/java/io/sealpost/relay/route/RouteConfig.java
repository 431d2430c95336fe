package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.settings.ListenerPort;
import io.sealpost.settings.Port;
import io.sealpost.settings.Switch;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@link RouteSettings} from the configuration. */
@Singleton
class RouteConfig {
    /** Where mail is delivered to. */
    @ConfigMapping(prefix = "sealpost")
    interface Routing {
        /** {@code sealpost.routes."DOMAIN"=HOST:PORT}; {@code "*"} for every domain without a route of its own. */
        Map<@WithConverter(RoutedDomain.class) String, @WithConverter(HostPortConverter.class) HostPort> routes();

        /** The DNS servers that are asked; without any the system's. */
        @WithName("dns.servers")
        Optional<List<@WithConverter(SocketAddressConverter.class) InetSocketAddress>> servers();

        /** Keys to follow the signatures of the DNS from, in place of those of the public root. */
        @WithName("dns.trust-anchors")
        Optional<@WithConverter(TrustAnchors.FileSetting.class) Path> trustAnchors();

        /** The relay's own name. */
        @WithName("smtp.hostname")
        String hostname();

        /** The port of MX hosts. */
        @WithName("delivery.port")
        @WithDefault("25")
        @WithConverter(Port.class)
        int port();

        /** Whether private, loopback and other special addresses found by MX are connected to. */
        @WithName("delivery.allow-private-addresses")
        @WithDefault("false")
        @WithConverter(Switch.class)
        boolean privateAllowed();

        /** Further addresses at which this relay takes mail, as those of a load balancer in front. */
        @WithName("delivery.own-addresses")
        Optional<List<@WithConverter(SocketAddressConverter.class) InetSocketAddress>> ownAddresses();

        /** The port of the first listener. */
        @WithName("smtp.port")
        @WithDefault("2525")
        @WithConverter(ListenerPort.class)
        int submissionPort();

        /** All listeners. */
        @WithName("smtp.listeners")
        Map<String, OwnListener> listeners();
    }

    /** Where mail is taken. */
    interface OwnListener {
        @WithConverter(ListenerPort.class)
        Optional<Integer> port();
    }

    @Produces
    @Singleton
    RouteSettings settings(Routing routing) {
        Map<Domain, HostPort> byDomain = new HashMap<>();
        routing.routes().forEach((domain, host) -> {
            if (!domain.equals(RoutedDomain.EVERY_DOMAIN)) {
                byDomain.put(Domain.parse(domain), host);
            }
        });
        return new RouteSettings(
                byDomain,
                Optional.ofNullable(routing.routes().get(RoutedDomain.EVERY_DOMAIN)),
                dns(routing),
                routing.port(),
                routing.privateAllowed(),
                routing.hostname().toLowerCase(Locale.ROOT),
                ownAddresses(routing));
    }

    private static OwnAddresses ownAddresses(Routing routing) {
        Set<Integer> ports = Stream.concat(
                        Stream.of(routing.submissionPort()),
                        routing.listeners().values().stream().flatMap(listener -> listener.port().stream()))
                .collect(Collectors.toSet());
        return OwnAddresses.here(ports, routing.ownAddresses().orElse(List.of()));
    }

    private static DnsSettings dns(Routing routing) {
        return new DnsSettings(
                routing.servers().orElse(List.of()), routing.trustAnchors().map(TrustAnchors::ofFile));
    }
}
