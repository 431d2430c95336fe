package io.sealpost.relay.delivery;

import java.util.Objects;

/**
 * What an operator sets about the relay as a client of other servers.
 *
 * @param timeouts how long it waits
 * @param heloName how it introduces itself
 * @param maxRecipients of one transaction
 * @param sources the addresses that connections come from
 * @param reuse for how long a connection serves
 */
public record ClientSettings(
        Timeouts timeouts, String heloName, int maxRecipients, SourceAddresses sources, ReuseSettings reuse) {
    public ClientSettings {
        Objects.requireNonNull(timeouts);
        Objects.requireNonNull(heloName);
        Objects.requireNonNull(sources);
        Objects.requireNonNull(reuse);
        if (maxRecipients < 1) {
            throw new IllegalArgumentException("a transaction has at least one recipient");
        }
    }
}
