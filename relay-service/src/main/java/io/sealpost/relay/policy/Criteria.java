package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which mail a rule covers: all of these must agree.
 *
 * @param to recipients; decided for each
 * @param message conditions on the message; decided once
 */
public record Criteria(Selection<AddressPattern> to, List<MessageCriterion> message) {
    public Criteria {
        Objects.requireNonNull(to);
        message = List.copyOf(message);
    }

    /** The address patterns of all criteria. */
    Stream<AddressPattern> addresses() {
        return Stream.concat(to.patterns(), message.stream().flatMap(MessageCriterion::addresses));
    }

    /** Those that look at the message's content. */
    Stream<MessageCriterion.Content> content() {
        return message.stream()
                .filter(MessageCriterion.Content.class::isInstance)
                .map(MessageCriterion.Content.class::cast);
    }

    /** The same with other address patterns in the places of these. */
    Criteria mapAddresses(UnaryOperator<AddressPattern> replacement) {
        return new Criteria(
                to.map(replacement),
                message.stream()
                        .map(criterion -> criterion.mapAddresses(replacement))
                        .toList());
    }

    /** The first criterion that the message misses, by its name; empty: it meets all. */
    Optional<String> missedBy(MessageFacts facts) {
        for (MessageCriterion criterion : message) {
            if (!criterion.matches(facts)) {
                return Optional.of(criterion.name());
            }
        }
        return Optional.empty();
    }

    /** Whether the recipient is one that the rule covers. */
    boolean coverRecipient(Address recipient) {
        return to.selects(recipient, AddressPattern::matches, AddressPattern::matchesExactly);
    }
}
