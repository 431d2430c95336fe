package io.sealpost.relay.delivery;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The addresses of this machine that connections come from: one a family at most; for a family without one the system
 * chooses.
 */
public record SourceAddresses(Optional<InetAddress> ipv4, Optional<InetAddress> ipv6) {
    /** The system chooses. */
    public static final SourceAddresses ANY = new SourceAddresses(Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException if there are two of one family */
    static SourceAddresses of(List<InetAddress> addresses) {
        return new SourceAddresses(only(addresses, Inet4Address.class), only(addresses, Inet6Address.class));
    }

    private static Optional<InetAddress> only(List<InetAddress> addresses, Class<? extends InetAddress> family) {
        List<InetAddress> found = addresses.stream().filter(family::isInstance).toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "sealpost.delivery.source-address must name at most one IPv4 and one IPv6" + " address; "
                            + found.size() + " are of the same family");
        }
        return found.stream().findFirst();
    }
}
