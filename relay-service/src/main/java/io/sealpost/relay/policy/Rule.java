package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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

    /** The address lists that it needs; none while it is off, for then it does nothing. */
    public Set<String> lists() {
        Set<String> names = new LinkedHashSet<>();
        for (AddressPattern pattern : to) {
            if (enabled && pattern instanceof AddressPattern.Listed listed) {
                names.add(listed.name());
            }
        }
        return names;
    }

    /** The same rule with lists in the places of their names. */
    public Rule withLists(Map<String, AddressList> lists) {
        List<AddressPattern> patterns = new ArrayList<>();
        for (AddressPattern pattern : to) {
            patterns.add(
                    pattern instanceof AddressPattern.Listed listed && lists.containsKey(listed.name())
                            ? lists.get(listed.name())
                            : pattern);
        }
        return new Rule(ref, direction, enabled, patterns, requirement);
    }

    /** Whether it is switched on, concerns this direction and matches this recipient. */
    boolean appliesTo(Direction mail, Address recipient) {
        return enabled && direction == mail && to.stream().anyMatch(pattern -> pattern.matches(recipient));
    }
}
