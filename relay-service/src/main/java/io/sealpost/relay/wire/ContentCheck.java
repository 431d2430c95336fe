package io.sealpost.relay.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Looks at every octet of a message, however it was framed, and remembers the first flaw.
 *
 * <p>RFC 5321 §2.3.8: a message with a bare CR or LF anywhere is flawed as a whole, since the next server might see another
 * end of data in it than we do. A CR at the end of one chunk and its LF at the beginning of the next belong together.
 */
public final class ContentCheck {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EIGHT_BLANKS = 0x2020202020202020L;
    private static final long EIGHT_HIGH_BITS = 0x8080808080808080L;

    private final long maxOctets;
    private long size;
    private boolean afterCr;
    private boolean eightBit;
    private Optional<ContentFlaw> flaw = Optional.empty();

    /** @param maxOctets the largest message */
    public ContentCheck(long maxOctets) {
        this.maxOctets = maxOctets;
    }

    /** Further octets of the message have come. */
    public void take(byte[] octets) {
        int i = 0;
        while (i < octets.length) {
            if (!afterCr && i + Long.BYTES <= octets.length && isPlain((long) EIGHT.get(octets, i))) {
                i += Long.BYTES;
            } else {
                octet(octets[i], i);
                i++;
            }
        }
        size += octets.length;
        if (size > maxOctets) {
            spoil(ContentFlaw.TOO_BIG);
        }
    }

    /**
     * Whether all of eight octets are ASCII and none is a control: every octet of all mail passes here, and of most there
     * is nothing to say. What is less than a blank borrows from its highest bit.
     */
    private static boolean isPlain(long eight) {
        return ((eight | (eight - EIGHT_BLANKS)) & EIGHT_HIGH_BITS) == 0;
    }

    private void octet(byte octet, int position) {
        eightBit |= octet < 0;
        if ((octet >= 0 && octet < ' ') || afterCr) {
            control(octet, position);
        }
    }

    private void control(byte octet, int position) {
        if (size + position > maxOctets) {
            spoil(ContentFlaw.TOO_BIG);
        }
        if (afterCr != (octet == '\n')) {
            spoil(ContentFlaw.BARE_LINE_END);
        } else if (octet == 0) {
            spoil(ContentFlaw.NUL);
        }
        afterCr = octet == '\r';
    }

    /** There are no more. */
    public void end() {
        if (afterCr) {
            spoil(ContentFlaw.BARE_LINE_END);
        }
    }

    /** The first flaw found. */
    public Optional<ContentFlaw> flaw() {
        return flaw;
    }

    /** Whether any octet so far is not ASCII. */
    public boolean isEightBit() {
        return eightBit;
    }

    private void spoil(ContentFlaw found) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(found);
        }
    }
}
