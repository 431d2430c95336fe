package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.util.Objects;

/**
 * A copy that rules want of mail.
 *
 * @param address who gets it
 * @param direction of the rule: whether the sender's domain wants it, or the recipient's
 */
public record Copy(Address address, Direction direction) {
    public Copy {
        Objects.requireNonNull(address);
        Objects.requireNonNull(direction);
    }
}
