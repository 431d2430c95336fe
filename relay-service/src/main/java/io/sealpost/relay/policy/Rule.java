package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.util.List;
import java.util.Objects;

/**
 * A message rule as the relay enforces it.
 *
 * @param ref what evidence and reports call it
 * @param direction which mail it concerns
 * @param enabled whether it is switched on
 * @param to recipients that it matches: any of these
 * @param requirement what {@code relayWithTls} demands for them
 */
public record Rule(
        RuleRef ref, Direction direction, boolean enabled, List<AddressPattern> to, TlsRequirement requirement) {
    public Rule {
        Objects.requireNonNull(ref);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(requirement);
        to = List.copyOf(to);
    }

    /** Whether it is switched on, concerns this direction and matches this recipient. */
    boolean appliesTo(Direction mail, Address recipient) {
        return enabled && direction == mail && to.stream().anyMatch(pattern -> pattern.matches(recipient));
    }
}
