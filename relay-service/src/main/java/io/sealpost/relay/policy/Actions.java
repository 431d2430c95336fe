package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.HeaderEdit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a rule does with the mail that it covers: one thing at least.
 *
 * @param requirement what {@code relayWithTls} demands; {@link TlsRequirement#NONE} without it
 * @param rejection what {@code reject} says to whoever submits the mail; empty without it
 * @param hold whether the mail waits until somebody lets it go
 * @param edits what changes in its header, in this order
 * @param copies who gets a copy
 */
public record Actions(
        TlsRequirement requirement,
        Optional<String> rejection,
        boolean hold,
        List<HeaderEdit> edits,
        List<Address> copies) {
    /** What {@code reject} says where the rule does not. */
    public static final String DEFAULT_REJECTION = "a message rule of the sender's organization refuses this message";
    /** The plain switch, shared: there may be a million rules that have it and nothing else. */
    public static final Actions ENCRYPT =
            new Actions(TlsRequirement.ENCRYPT, Optional.empty(), false, List.of(), List.of());

    public Actions {
        Objects.requireNonNull(requirement);
        Objects.requireNonNull(rejection);
        edits = List.copyOf(edits);
        copies = List.copyOf(copies);
        if (!requirement.isRequired() && rejection.isEmpty() && !hold && edits.isEmpty() && copies.isEmpty()) {
            throw new IllegalArgumentException("a rule must do something");
        }
    }

    /** Whether they demand TLS and do nothing else. */
    boolean relayAlone() {
        return rejection.isEmpty() && !hold && edits.isEmpty() && copies.isEmpty();
    }

    /** Those of a rule that demands TLS and does nothing else. */
    public static Actions relayWithTls(TlsRequirement requirement) {
        return requirement.equals(TlsRequirement.ENCRYPT)
                ? ENCRYPT
                : new Actions(requirement, Optional.empty(), false, List.of(), List.of());
    }
}
