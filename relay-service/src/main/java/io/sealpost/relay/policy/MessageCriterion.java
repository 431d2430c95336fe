package io.sealpost.relay.policy;

import io.sealpost.relay.mail.Network;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A condition of a rule on the message as a whole. What is not known of a message counts as matching: a rule must not be
 * escaped by hiding.
 */
public sealed interface MessageCriterion {
    boolean matches(MessageFacts message);

    /** Where it stands in a rule. */
    String name();

    /** The header field that it looks at, in lower case, if it looks at one. */
    default Optional<String> headerName() {
        return Optional.empty();
    }

    /** The address patterns that it holds. */
    default Stream<AddressPattern> addresses() {
        return Stream.empty();
    }

    /** The same with other address patterns in the places of these. */
    default MessageCriterion mapAddresses(UnaryOperator<AddressPattern> replacement) {
        return this;
    }

    /** {@code from}: any sender of envelope or header may match, and only all of them together are excluded. */
    record From(Selection<AddressPattern> senders) implements MessageCriterion {
        @Override
        public String name() {
            return "criteria.from";
        }

        @Override
        public Stream<AddressPattern> addresses() {
            return senders.patterns();
        }

        @Override
        public MessageCriterion mapAddresses(UnaryOperator<AddressPattern> replacement) {
            return new From(senders.map(replacement));
        }

        @Override
        public boolean matches(MessageFacts message) {
            return message.hiddenSenders()
                    || senders.selectsAny(message.senders(), AddressPattern::matches, AddressPattern::matchesExactly);
        }
    }

    /** {@code subject} and {@code headers}: any field of that name may match, and only all of them are excluded. */
    record Header(String field, Selection<TextPattern> values) implements MessageCriterion {
        public Header {
            field = field.toLowerCase(Locale.ROOT);
        }

        @Override
        public String name() {
            return field.equals("subject") ? "criteria.subject" : "criteria.headers." + field;
        }

        @Override
        public Optional<String> headerName() {
            return Optional.of(field);
        }

        @Override
        public boolean matches(MessageFacts message) {
            return message.header(field)
                    .map(found -> found.stream().map(SearchedText::of).toList())
                    .map(found -> values.selectsAny(found, TextPattern::matches, TextPattern::matches))
                    .orElse(true);
        }
    }

    /**
     * {@code body} and {@code attachments}: any text, or any name, may match, and only all of them are excluded. It is read from
     * the message once, at acceptance; what was found is known by the key from then on.
     *
     * @param key the same for the same part and patterns, and for no others
     */
    record Content(ContentPart part, Selection<TextPattern> values, String key) implements MessageCriterion {
        public Content {
            Objects.requireNonNull(part);
            Objects.requireNonNull(values);
            Objects.requireNonNull(key);
        }

        public static Content of(ContentPart part, Selection<TextPattern> values) {
            return new Content(part, values, ContentKey.of(part, values));
        }

        @Override
        public String name() {
            return part.criterion();
        }

        @Override
        public boolean matches(MessageFacts message) {
            return message.found(key).orElse(true);
        }
    }

    /** {@code size}: both bounds belong to it, in octets. */
    record Size(long atLeast, long atMost) implements MessageCriterion {
        public Size {
            if (atLeast < 0 || atMost < atLeast) {
                throw new IllegalArgumentException("no message has at least " + atLeast + " and at most " + atMost);
            }
        }

        @Override
        public String name() {
            return "criteria.size";
        }

        @Override
        public boolean matches(MessageFacts message) {
            return message.size() >= atLeast && message.size() <= atMost;
        }
    }

    /** {@code sourceNetwork}: where the message was submitted from. */
    record Source(Selection<Network> networks) implements MessageCriterion {
        public Source {
            Objects.requireNonNull(networks);
        }

        @Override
        public String name() {
            return "criteria.sourceNetwork";
        }

        @Override
        public boolean matches(MessageFacts message) {
            return message.source()
                    .map(source -> networks.selects(source, Network::contains, Network::contains))
                    .orElse(true);
        }
    }
}
