package io.sealpost.relay.ingress;

import java.io.ByteArrayOutputStream;

/** Holds back the octets of a message up to the empty line that ends its header, within a limit. */
final class HeaderCollector {
    private final int maxOctets;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean lineIsEmpty = true;
    private boolean complete;

    HeaderCollector(int maxOctets) {
        this.maxOctets = maxOctets;
    }

    /** Takes what belongs to the header, and says how many octets that is. */
    int take(byte[] octets) {
        int room = (int) Math.min(octets.length, maxOctets + 1L - held.size());
        int used = 0;
        while (used < room && !complete) {
            byte octet = octets[used++];
            complete = octet == '\n' && lineIsEmpty;
            lineIsEmpty = octet == '\n' || (lineIsEmpty && octet == '\r');
        }
        held.write(octets, 0, used);
        return used;
    }

    /** Whether the empty line has come. */
    boolean isComplete() {
        return complete;
    }

    boolean isTooLong() {
        return held.size() > maxOctets;
    }

    HeaderBlock block() {
        return HeaderBlock.parse(held.toByteArray());
    }
}
