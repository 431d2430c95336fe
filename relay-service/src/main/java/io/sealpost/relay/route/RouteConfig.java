package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads {@link RouteSettings} from the configuration; what is malformed there stops the start with words that name it. */
@Singleton
class RouteConfig {
    private static final String EVERY_DOMAIN = "*";

    /** {@code sealpost.routes."DOMAIN"=HOST:PORT}; {@code "*"} stands for every domain without a route of its own. */
    @ConfigMapping(prefix = "sealpost.routes")
    interface StaticRoutes {
        @WithParentName
        Map<String, String> byDomain();
    }

    @Produces
    @Singleton
    RouteSettings settings(
            StaticRoutes routes,
            @ConfigProperty(name = "sealpost.dns.servers") Optional<List<String>> servers,
            @ConfigProperty(name = "sealpost.delivery.port", defaultValue = "25") int port,
            @ConfigProperty(name = "sealpost.delivery.allow-private-addresses", defaultValue = "false")
                    boolean privateAllowed) {
        Map<Domain, HostPort> byDomain = new HashMap<>();
        routes.byDomain().forEach((domain, host) -> {
            if (!domain.equals(EVERY_DOMAIN)) {
                byDomain.put(Domain.parse(domain), HostPort.parse(host));
            }
        });
        return new RouteSettings(
                byDomain,
                Optional.ofNullable(routes.byDomain().get(EVERY_DOMAIN)).map(HostPort::parse),
                servers.orElse(List.of()).stream().map(RouteConfig::server).toList(),
                port,
                privateAllowed);
    }

    private static InetSocketAddress server(String text) {
        HostPort server = HostPort.parse(text.strip());
        return new InetSocketAddress(server.host(), server.port());
    }
}
