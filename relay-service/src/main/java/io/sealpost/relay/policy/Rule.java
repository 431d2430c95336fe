package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message rule as the relay enforces it.
 *
 * @param ref what evidence and reports call it
 * @param direction which mail it concerns
 * @param enabled whether it is switched on
 * @param active when it is in force, if it is switched on
 * @param criteria which mail it covers
 * @param requirement what {@code relayWithTls} demands for it
 */
public record Rule(
        RuleRef ref,
        Direction direction,
        boolean enabled,
        ActiveTime active,
        Criteria criteria,
        TlsRequirement requirement) {
    public Rule {
        Objects.requireNonNull(ref);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(active);
        Objects.requireNonNull(criteria);
        Objects.requireNonNull(requirement);
    }

    /** The address lists that it needs; none while it is off, for then it does nothing. */
    public Set<String> lists() {
        return criteria.addresses()
                .filter(pattern -> enabled && pattern instanceof AddressPattern.Listed)
                .map(pattern -> ((AddressPattern.Listed) pattern).name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The same rule with lists in the places of their names. */
    public Rule withLists(Map<String, AddressList> lists) {
        Criteria resolved = criteria.mapAddresses(
                pattern -> pattern instanceof AddressPattern.Listed listed && lists.containsKey(listed.name())
                        ? lists.get(listed.name())
                        : pattern);
        return new Rule(ref, direction, enabled, active, resolved, requirement);
    }

    /** Whether it is in force for mail of this direction at that moment. */
    boolean isInForce(Direction mail, Instant moment) {
        return enabled && direction == mail && active.includes(moment);
    }

    boolean coversMessage(MessageFacts message) {
        return criteria.coverMessage(message);
    }

    boolean coversRecipient(Address recipient) {
        return criteria.coverRecipient(recipient);
    }
}
