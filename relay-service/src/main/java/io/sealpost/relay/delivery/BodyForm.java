package io.sealpost.relay.delivery;

import io.sealpost.relay.wire.BodyFraming;
import io.sealpost.relay.wire.ChunkFraming;
import io.sealpost.relay.wire.DotStuffing;

/** How a body goes to a server. */
enum BodyForm {
    /** After DATA, dot-stuffed; one reply to the whole. */
    DOTTED,
    /** By BDAT, as fast as the server takes it; one reply a chunk. */
    CHUNKS,
    /** By BDAT, each chunk after the reply to the one before. */
    AWAITED_CHUNKS;

    BodyFraming framing() {
        return this == DOTTED ? new DotStuffing() : new ChunkFraming();
    }

    boolean awaitsReplies() {
        return this == AWAITED_CHUNKS;
    }
}
