package io.sealpost.relay.route;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/**
 * Which families of addresses this machine can reach: those of which it has an address of its own beyond the loopback
 * and the link. Loopback addresses are always within reach.
 *
 * @param v4 whether IPv4
 * @param v6 whether IPv6
 */
record Reachable(boolean v4, boolean v6) {
    /** As the interfaces of this machine stand now. */
    static Reachable here() {
        try {
            List<InetAddress> own = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
            return new Reachable(
                    own.stream().anyMatch(Inet4Address.class::isInstance),
                    own.stream().anyMatch(Inet6Address.class::isInstance));
        } catch (SocketException e) {
            return new Reachable(true, true);
        }
    }

    boolean covers(InetAddress address) {
        return address.isLoopbackAddress() || (address instanceof Inet6Address ? v6 : v4);
    }
}
