package io.sealpost.relay.wire;

/** How the content of a message stands on the wire; one object a message, chunks in order. */
public interface BodyFraming {
    /** What is to be written now that this chunk is known; perhaps nothing yet. */
    byte[] encode(byte[] chunk);

    /** What follows when there is no further chunk. */
    byte[] end();
}
