package io.sealpost.relay.queue;

import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.SpooledMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that were accepted last and that nobody has read since. A few megabytes at most: it has no more than 1,000, none
 * of which has many recipients or long header fields that rules look at. For all threads.
 */
final class FreshMessages {
    private static final int MOST = 1_000;
    private static final int MOST_RECIPIENTS = 10;
    private static final int LONGEST_HEADERS = 2_000;

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

    /** The message of that name, which is forgotten with that; empty where it is not here. */
    synchronized Optional<SpooledMessage> take(QueueId id) {
        return Optional.ofNullable(messages.remove(id));
    }

    private static boolean isSmall(SpooledMessage message) {
        return message.recipients().size() <= MOST_RECIPIENTS
                && message.facts().headers().values().stream()
                                .flatMap(List::stream)
                                .mapToInt(String::length)
                                .sum()
                        <= LONGEST_HEADERS;
    }
}
