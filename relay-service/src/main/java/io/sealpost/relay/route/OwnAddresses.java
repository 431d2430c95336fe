package io.sealpost.relay.route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where this relay itself takes mail: what is sent there comes back (RFC 5321 §5.1).
 *
 * @param machine the addresses of this machine; those of the loopback are, whether they stand here or not
 * @param ports of the listeners
 * @param elsewhere at which it is offered to others, as by a load balancer
 */
public record OwnAddresses(Set<InetAddress> machine, Set<Integer> ports, Set<InetSocketAddress> elsewhere) {
    /** Nowhere. */
    public static final OwnAddresses NONE = new OwnAddresses(Set.of(), Set.of(), Set.of());

    public OwnAddresses {
        machine = Set.copyOf(machine);
        ports = Set.copyOf(ports);
        elsewhere = Set.copyOf(elsewhere);
    }

    /** With the addresses of this machine as its interfaces have them now. */
    static OwnAddresses here(Set<Integer> ports, Collection<InetSocketAddress> elsewhere) {
        try {
            return new OwnAddresses(
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .collect(Collectors.toSet()),
                    ports,
                    Set.copyOf(elsewhere));
        } catch (SocketException e) {
            return new OwnAddresses(Set.of(), ports, Set.copyOf(elsewhere));
        }
    }

    boolean contains(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        return elsewhere.contains(target)
                || (ports.contains(target.getPort()) && (address.isLoopbackAddress() || machine.contains(address)));
    }
}
