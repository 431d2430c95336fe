package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message rule as the relay enforces it.
 *
 * @param ref what evidence and reports call it
 * @param direction which mail it concerns
 * @param enabled whether it is switched on
 * @param mode whether it acts, where it is
 * @param active when it is in force, if it is switched on
 * @param criteria which mail it covers
 * @param actions what it does with it
 */
public record Rule(
        RuleRef ref,
        Direction direction,
        boolean enabled,
        Mode mode,
        ActiveTime active,
        Criteria criteria,
        Actions actions) {
    public Rule {
        Objects.requireNonNull(ref);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(active);
        Objects.requireNonNull(criteria);
        Objects.requireNonNull(actions);
    }

    /** Whether it acts on the mail that it covers, rather than being monitored. */
    boolean isEnforced() {
        return mode == Mode.ENFORCE;
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
        return new Rule(ref, direction, enabled, mode, active, resolved, actions);
    }

    /**
     * The first thing for which it does not cover a message, by its name in the rule: its state, or a criterion. Empty: it
     * does, for some recipients at least.
     */
    Optional<String> missedBy(Direction mail, Instant moment, MessageFacts message) {
        if (!enabled) {
            return Optional.of("enabled");
        }
        if (direction != mail) {
            return Optional.of("direction");
        }
        if (moment.isBefore(active.from())) {
            return Optional.of("activeFrom");
        }
        return active.includes(moment) ? criteria.missedBy(message) : Optional.of("activeUntil");
    }

    /** The name of the criterion that the recipient misses; empty: none. */
    Optional<String> missedBy(Address recipient) {
        return coversRecipient(recipient) ? Optional.empty() : Optional.of("criteria.to");
    }

    boolean coversRecipient(Address recipient) {
        return criteria.coverRecipient(recipient);
    }
}
