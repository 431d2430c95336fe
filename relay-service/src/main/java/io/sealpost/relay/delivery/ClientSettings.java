package io.sealpost.relay.delivery;

import java.util.Objects;

/**
 * What an operator sets about the relay as a client of other servers.
 *
 * @param timeouts how long it waits
 * @param heloName how it introduces itself
 * @param maxRecipients of one transaction
 * @param sources the addresses that connections come from
 */
public record ClientSettings(Timeouts timeouts, String heloName, int maxRecipients, SourceAddresses sources) {
    public ClientSettings {
        Objects.requireNonNull(timeouts);
        Objects.requireNonNull(heloName);
        Objects.requireNonNull(sources);
        if (maxRecipients < 1) {
            throw new IllegalArgumentException("a transaction has at least one recipient");
        }
    }
}
