package io.sealpost.relay.spool;

import java.nio.file.Path;

/** For tests of other rooms: what a bad disk does. */
public final class Damage {
    private Damage() {}

    /** Puts this in place of a message's envelope record. Nobody else may have the spool open. */
    public static void toEnvelope(Path directory, QueueId id, byte[] octets) {
        try (Store store = Store.open(directory)) {
            store.put(Family.ENVELOPES, Keys.envelope(id), octets);
        }
    }
}
