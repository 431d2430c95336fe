package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What rules look at of a message, but for its recipients. It is stored with the message, for the rules may change.
 *
 * @param senders of the envelope and of From and Sender in the header
 * @param hiddenSenders whether there are senders that could not be read: they might be anybody
 * @param headers decoded values (RFC 2047) in their order, by field name in lower case: of those fields that rules asked for at
 *     acceptance
 * @param content which criteria on its content it meets, by their keys: of those that rules asked for at acceptance
 * @param size in octets
 * @param source the client's address; empty where it is not known
 */
public record MessageFacts(
        List<Address> senders,
        boolean hiddenSenders,
        Map<String, List<String>> headers,
        Map<String, Boolean> content,
        long size,
        Optional<InetAddress> source) {
    /** Nothing is known of the message. */
    public static final MessageFacts NONE = new MessageFacts(List.of(), true, Map.of(), Map.of(), 0, Optional.empty());

    /** The content is null in records of releases that did not look at it. */
    public MessageFacts {
        Objects.requireNonNull(source);
        senders = List.copyOf(senders);
        headers = Map.copyOf(headers);
        content = Map.copyOf(Objects.requireNonNullElse(content, Map.of()));
    }

    /** Decoded values of all fields of that name, in lower case; empty where nobody looked for them. */
    Optional<List<String>> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether it meets the criterion of that key; empty where nobody looked, or not far enough. */
    Optional<Boolean> found(String key) {
        return Optional.ofNullable(content.get(key));
    }

    /** Without message data. */
    @Override
    public String toString() {
        return "MessageFacts[size=" + size + "]";
    }
}
