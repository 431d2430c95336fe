package io.sealpost.local.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the relays of a stack deliver to.
 *
 * @param dns {@code HOST:PORT} of the DNS server they ask instead of the system's
 * @param port the port of MX hosts, instead of 25
 * @param allowPrivate whether private addresses found by MX are connected to
 */
public record Delivery(List<Route> routes, Optional<String> dns, Optional<Integer> port, boolean allowPrivate) {
    public Delivery {
        routes = List.copyOf(routes);
        dns.ifPresent(HostPort::require);
    }

    /** To the world: no static routes, the system's DNS, port 25. */
    public static Delivery standard() {
        return new Delivery(List.of(), Optional.empty(), Optional.empty(), false);
    }

    /** By these static routes, and for all other domains as the standard. */
    public static Delivery by(Route... routes) {
        return new Delivery(List.of(routes), Optional.empty(), Optional.empty(), false);
    }

    /** The options of {@code up} that ask for this. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        routes.forEach(route -> options.addAll(List.of("--route", route.domain() + "=" + route.target())));
        dns.ifPresent(server -> options.addAll(List.of("--dns", server)));
        port.ifPresent(number -> options.addAll(List.of("--smtp-out-port", Integer.toString(number))));
        if (allowPrivate) {
            options.add("--allow-private");
        }
        return options;
    }

    /** The system properties that tell a relay. */
    List<String> properties() {
        List<String> properties = new ArrayList<>();
        routes.forEach(route -> properties.add("-Dsealpost.routes.\"" + route.domain() + "\"=" + route.target()));
        dns.ifPresent(server -> properties.add("-Dsealpost.dns.servers=" + server));
        port.ifPresent(number -> properties.add("-Dsealpost.delivery.port=" + number));
        properties.add("-Dsealpost.delivery.allow-private-addresses=" + allowPrivate);
        return properties;
    }
}
