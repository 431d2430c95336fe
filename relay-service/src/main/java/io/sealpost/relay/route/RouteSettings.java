package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator sets about routes.
 *
 * @param routes static routes by domain
 * @param smartHost the static route of every other domain
 * @param servers DNS servers; empty for those of the system
 * @param port of MX hosts
 * @param privateAllowed whether hosts that DNS names may have addresses that are not public
 */
public record RouteSettings(
        Map<Domain, HostPort> routes,
        Optional<HostPort> smartHost,
        List<InetSocketAddress> servers,
        int port,
        boolean privateAllowed) {
    public RouteSettings {
        routes = Map.copyOf(routes);
        servers = List.copyOf(servers);
    }

    Optional<HostPort> routeOf(Domain domain) {
        return Optional.ofNullable(routes.get(domain)).or(() -> smartHost);
    }
}
