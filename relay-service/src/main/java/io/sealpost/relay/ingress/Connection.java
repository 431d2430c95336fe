package io.sealpost.relay.ingress;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a client whatever it says in a transaction.
 *
 * @param client its address
 * @param tls its TLS session; empty while it speaks in clear
 * @param reporter whether it has proved that it is the bounce-service
 * @param failedProofs how often it has tried to and failed
 */
record Connection(InetAddress client, Optional<TlsParameters> tls, boolean reporter, int failedProofs) {
    Connection {
        Objects.requireNonNull(client);
        Objects.requireNonNull(tls);
    }

    static Connection from(InetAddress client) {
        return new Connection(client, Optional.empty(), false, 0);
    }

    Connection secured(TlsParameters parameters) {
        return new Connection(client, Optional.of(parameters), false, failedProofs);
    }

    Connection proved() {
        return new Connection(client, tls, true, failedProofs);
    }

    Connection notProved() {
        return new Connection(client, tls, false, failedProofs + 1);
    }
}
