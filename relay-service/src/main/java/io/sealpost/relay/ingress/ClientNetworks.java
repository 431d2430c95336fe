package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Network;
import io.sealpost.relay.mail.Reply;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the connections of each client network: an IPv4 address, or the IPv6 /64 that a single customer commonly has
 * (RFC 6177). For all threads.
 */
final class ClientNetworks {
    private final int max;
    private final Map<Network, Integer> present = new ConcurrentHashMap<>();

    /** @param max connections of one network */
    ClientNetworks(int max) {
        this.max = max;
    }

    /** Takes one more connection, if the client's network may have it; {@link #left} gives it back. */
    boolean enters(InetAddress client) {
        boolean[] taken = {false};
        present.compute(network(client), (network, count) -> {
            int before = count == null ? 0 : count;
            taken[0] = before < max;
            return taken[0] ? Integer.valueOf(before + 1) : count;
        });
        return taken[0];
    }

    void left(InetAddress client) {
        present.computeIfPresent(network(client), (network, count) -> count == 1 ? null : count - 1);
    }

    /** What a client hears that may not enter. */
    Reply refusal() {
        return Replies.of(
                421, "4.7.0", "your network has " + max + " connections here, and may have no more; close some first");
    }

    private static Network network(InetAddress client) {
        return Network.containing(client, client instanceof Inet4Address ? 32 : 64);
    }
}
