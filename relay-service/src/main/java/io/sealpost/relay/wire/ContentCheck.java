package io.sealpost.relay.wire;

import java.util.Optional;

/**
 * Looks at every octet of a message, however it was framed, and remembers the first flaw.
 *
 * <p>RFC 5321 §2.3.8: a message with a bare CR or LF anywhere is flawed as a whole, since the next server might see another
 * end of data in it than we do. A CR at the end of one chunk and its LF at the beginning of the next belong together.
 */
public final class ContentCheck {
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
        // Every octet of all mail passes here: most are letters and blanks, of which there is nothing to say.
        int all = 0;
        for (int i = 0; i < octets.length; i++) {
            byte octet = octets[i];
            all |= octet;
            if ((octet >= 0 && octet < ' ') || afterCr) {
                control(octet, i);
            }
        }
        eightBit |= all < 0;
        size += octets.length;
        if (size > maxOctets) {
            spoil(ContentFlaw.TOO_BIG);
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
