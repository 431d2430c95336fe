package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.util.Objects;

/**
 * A copy that rules want of mail.
 *
 * @param address who gets it
 * @param direction of the first rule that wants it: whether it is one of the sender's domain, or of the recipient's
 * @param scope whose rule that is
 */
public record Copy(Address address, Direction direction, String scope) {
    public Copy {
        Objects.requireNonNull(address);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(scope);
    }
}
