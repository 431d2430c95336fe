package io.sealpost.relay.wire;

import java.nio.ByteBuffer;

/** Takes what a client sends after one command as content of a message, and finds where it ends. */
public interface BodyDecoder {
    /** The octets of content that this input holds, perhaps none; consumes nothing beyond the end. */
    byte[] decode(ByteBuffer in);

    /** Whether the end was seen: commands follow. */
    boolean isEnded();

    /** Whether the message ends there, too. */
    boolean isLast();

    /** Whether the client may have meant the end as content: then what follows must not be obeyed. */
    boolean isDoubtful();
}
