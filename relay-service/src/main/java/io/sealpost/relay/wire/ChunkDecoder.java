package io.sealpost.relay.wire;

import java.nio.ByteBuffer;

/** The octets that follow BDAT (RFC 3030 §2): exactly as many as it says, whatever they look like. */
public final class ChunkDecoder implements BodyDecoder {
    private final boolean last;
    private long left;

    public ChunkDecoder(Command.Chunk chunk) {
        this.left = chunk.octets();
        this.last = chunk.last();
    }

    @Override
    public byte[] decode(ByteBuffer in) {
        byte[] octets = new byte[(int) Math.min(left, in.remaining())];
        in.get(octets);
        left -= octets.length;
        return octets;
    }

    @Override
    public boolean isEnded() {
        return left == 0;
    }

    @Override
    public boolean isLast() {
        return last;
    }

    @Override
    public boolean isDoubtful() {
        return false;
    }
}
