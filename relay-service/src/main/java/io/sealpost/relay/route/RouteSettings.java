package io.sealpost.relay.route;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator sets about routes.
 *
 * @param routes static routes by domain
 * @param smartHost the static route of every other domain
 * @param dns whom we ask and believe about names
 * @param port of MX hosts
 * @param privateAllowed whether hosts that DNS names may have addresses that are not public
 * @param ownName the relay's own: an MX host of this name is ourselves
 * @param ownAddresses a host at one of them is ourselves, whatever its name
 */
public record RouteSettings(
        Map<Domain, HostPort> routes,
        Optional<HostPort> smartHost,
        DnsSettings dns,
        int port,
        boolean privateAllowed,
        String ownName,
        OwnAddresses ownAddresses) {
    public RouteSettings {
        routes = Map.copyOf(routes);
    }

    Optional<HostPort> routeOf(Domain domain) {
        return Optional.ofNullable(routes.get(domain)).or(() -> smartHost);
    }
}
