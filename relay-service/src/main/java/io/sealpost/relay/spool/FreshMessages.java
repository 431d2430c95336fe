package io.sealpost.relay.spool;

import io.sealpost.relay.policy.MessageFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that were accepted last and have not changed since. A few megabytes at most: it has no more than 1,000, none of
 * which has many recipients or senders, or long header fields that rules look at. For all threads.
 */
final class FreshMessages {
    private static final int MOST = 1_000;
    private static final int MOST_ADDRESSES = 10;
    private static final int LONGEST_HEADER = 2_000;
    /** What a header field costs beside its characters. */
    private static final int FIELD = 50;

    private final Map<QueueId, SpooledMessage> messages = new LinkedHashMap<>();

    /** Adds a message if it is small, and forgets the oldest one where there are too many. */
    synchronized void add(SpooledMessage message) {
        if (isSmall(message)) {
            messages.put(message.id(), message);
            if (messages.size() > MOST) {
                messages.remove(messages.keySet().iterator().next());
            }
        }
    }

    /** Forgets a message that changes now, if it is here. */
    synchronized void remove(QueueId id) {
        messages.remove(id);
    }

    synchronized Optional<SpooledMessage> get(QueueId id) {
        return Optional.ofNullable(messages.get(id));
    }

    private static boolean isSmall(SpooledMessage message) {
        return message.recipients().size() <= MOST_ADDRESSES
                && message.facts().senders().size() <= MOST_ADDRESSES
                && headerLength(message.facts()) <= LONGEST_HEADER;
    }

    private static int headerLength(MessageFacts facts) {
        return facts.headers().values().stream()
                .flatMap(List::stream)
                .mapToInt(value -> FIELD + value.length())
                .sum();
    }
}
