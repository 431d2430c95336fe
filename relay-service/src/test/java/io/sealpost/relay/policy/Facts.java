package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages as rules see them. */
final class Facts {
    private Facts() {}

    static MessageFacts from(String... senders) {
        return new MessageFacts(
                Stream.of(senders).map(Address::parse).toList(),
                false,
                Map.of(),
                Map.of(),
                1_000,
                Optional.of(address("192.0.2.1")));
    }

    static MessageFacts withHeader(String name, String... values) {
        return new MessageFacts(List.of(), false, Map.of(name, List.of(values)), Map.of(), 1_000, Optional.empty());
    }

    static MessageFacts withContent(MessageCriterion.Content criterion, boolean met) {
        return new MessageFacts(List.of(), false, Map.of(), Map.of(criterion.key(), met), 1_000, Optional.empty());
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
