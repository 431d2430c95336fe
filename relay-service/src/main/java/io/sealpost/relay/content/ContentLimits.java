package io.sealpost.relay.content;

import java.time.Duration;
import java.util.Objects;

/**
 * How far the content of a message is looked at.
 *
 * @param maxDepth multiparts and messages within one another
 * @param maxParts parts of multiparts, in all
 * @param maxHeaderSize octets of the header of each part
 * @param maxText octets of all texts, decoded from their transfer encoding
 * @param maxTime from the first octet to the last answer
 */
public record ContentLimits(int maxDepth, int maxParts, int maxHeaderSize, int maxText, Duration maxTime) {
    public ContentLimits {
        Objects.requireNonNull(maxTime);
    }
}
