package io.sealpost.relay.ingress;

import java.time.Duration;

/**
 * How many clients there may be on all listeners together, and how long each may take.
 *
 * @param maxConnections of all
 * @param networks counts those of each network
 * @param timeouts of each
 * @param handshakeLimit for the PROXY header, and then for the TLS handshake
 */
record Guests(int maxConnections, ClientNetworks networks, ClientTimeouts timeouts, Duration handshakeLimit) {
    static Guests of(SmtpSettings settings) {
        return new Guests(
                settings.maxConnections(),
                new ClientNetworks(settings.maxConnectionsPerNetwork()),
                new ClientTimeouts(
                        settings.idleTimeout(),
                        settings.commandTimeout(),
                        settings.blockTimeout(),
                        settings.dataTimeout()),
                settings.handshakeTimeout());
    }
}
