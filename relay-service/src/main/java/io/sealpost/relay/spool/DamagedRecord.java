package io.sealpost.relay.spool;

import java.util.Objects;
import java.util.Optional;

/**
 * A record that was set aside, since it does not hold what was written.
 *
 * @param key an envelope's queue id; an event's sequence number
 * @param reason why it cannot be read
 * @param octets as they are stored; empty where the database cannot read them
 */
public record DamagedRecord(String key, String reason, Optional<byte[]> octets) {
    public DamagedRecord {
        Objects.requireNonNull(key);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(octets);
    }
}
