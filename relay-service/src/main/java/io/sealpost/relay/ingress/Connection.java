package io.sealpost.relay.ingress;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a client whatever it says in a transaction.
 *
 * @param client its address
 * @param tls its TLS session; empty while it speaks in clear
 * @param identity who it has proved to be
 * @param entrance by which it came
 * @param failedProofs how often it has tried to prove something and failed
 */
record Connection(
        InetAddress client, Optional<TlsParameters> tls, Identity identity, Entrance entrance, int failedProofs) {
    Connection {
        Objects.requireNonNull(client);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(identity);
    }

    static Connection from(InetAddress client) {
        return new Connection(client, Optional.empty(), new Identity.Unknown(), Entrance.SMTP, 0);
    }

    /** One of which everything is known when it comes. */
    static Connection overHttp(InetAddress client, Optional<TlsParameters> tls, Identity identity) {
        return new Connection(client, tls, identity, Entrance.HTTP, 0);
    }

    Connection secured(TlsParameters parameters) {
        return new Connection(client, Optional.of(parameters), new Identity.Unknown(), entrance, failedProofs);
    }

    Connection proved(Identity proved) {
        return new Connection(client, tls, proved, entrance, failedProofs);
    }

    Connection notProved() {
        return new Connection(client, tls, new Identity.Unknown(), entrance, failedProofs + 1);
    }
}
