package io.sealpost.relay.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Turns the octets that follow DATA into the octets of the message: takes away the dot that was stuffed before a
 * leading dot, and finds the end.
 *
 * <p>RFC 5321 §4.5.2: the end is CRLF, dot, CRLF, and nothing that merely resembles it; otherwise a message could smuggle a
 * second one past us or through us. A message with a bare CR or LF anywhere is flawed as a whole, since the next server
 * might see another end in it than we do. After a flaw the rest is consumed up to the true end and yields nothing.
 */
public final class DataDecoder {
    private enum At {
        LINE_START,
        DOT,
        DOT_CR,
        TEXT,
        CR,
        END
    }

    private final long maxOctets;
    private At at = At.LINE_START;
    private long size;
    private boolean eightBit;
    private Optional<DataFlaw> flaw = Optional.empty();
    private byte[] out = {};
    private int length;

    /** @param maxOctets the largest message */
    public DataDecoder(long maxOctets) {
        this.maxOctets = maxOctets;
    }

    /** The octets of the message that this input completes, perhaps none; consumes nothing beyond the end. */
    public byte[] decode(ByteBuffer in) {
        // A CR that was held back adds one octet to those of the input.
        out = new byte[in.remaining() + 1];
        length = 0;
        while (in.hasRemaining() && at != At.END) {
            take(in.get());
        }
        return flaw.isPresent() ? new byte[0] : Arrays.copyOf(out, length);
    }

    /** Whether the end was seen. */
    public boolean isEnded() {
        return at == At.END;
    }

    /** The first flaw found. */
    public Optional<DataFlaw> flaw() {
        return flaw;
    }

    /** Octets of the message so far. */
    public long size() {
        return size;
    }

    /** Whether any octet of the message so far is not ASCII. */
    public boolean isEightBit() {
        return eightBit;
    }

    private void take(byte octet) {
        switch (at) {
            case LINE_START -> {
                if (octet == '.') {
                    at = At.DOT;
                } else {
                    text(octet);
                }
            }
            case DOT -> {
                if (octet == '\r') {
                    at = At.DOT_CR;
                } else {
                    text(octet);
                }
            }
            case DOT_CR -> {
                if (octet == '\n') {
                    at = At.END;
                } else {
                    spoil(DataFlaw.BARE_LINE_END);
                    text(octet);
                }
            }
            case CR -> afterCr(octet);
            default -> text(octet);
        }
    }

    private void text(byte octet) {
        at = At.TEXT;
        switch (octet) {
            case '\r' -> at = At.CR;
            case '\n' -> spoil(DataFlaw.BARE_LINE_END);
            case 0 -> spoil(DataFlaw.NUL);
            default -> put(octet);
        }
    }

    private void afterCr(byte octet) {
        if (octet == '\n') {
            put((byte) '\r');
            put((byte) '\n');
            at = At.LINE_START;
        } else {
            spoil(DataFlaw.BARE_LINE_END);
            text(octet);
        }
    }

    private void put(byte octet) {
        size++;
        eightBit |= octet < 0;
        if (size > maxOctets) {
            spoil(DataFlaw.TOO_BIG);
        }
        if (flaw.isEmpty()) {
            out[length++] = octet;
        }
    }

    private void spoil(DataFlaw found) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(found);
        }
    }
}
