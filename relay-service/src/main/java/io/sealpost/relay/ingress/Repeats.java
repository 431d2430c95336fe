package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Receipts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a day under which name a message was taken that has a {@link RepeatKey}, so that one which comes again, from
 * a client that did not hear that it was taken, is answered with that name and not sent twice. It begins with what the spool
 * holds. Keeps a bounded number; for all threads.
 */
final class Repeats {
    private static final int MOST = 100_000;

    /**
     * A message that came first.
     *
     * @param key what it was handed in under
     * @param id its name
     * @param at when it came
     * @param stored whether it is stored by now
     */
    record First(RepeatKey key, QueueId id, Instant at, boolean stored) {
        /** What one that comes after it under the same name is answered. */
        Reply reply(RepeatKey later) {
            if (key.contradicts(later)) {
                return Replies.OTHER_MESSAGE;
            }
            return stored ? Replies.queued(id) : Replies.UNDER_WAY;
        }
    }

    private final Map<String, First> taken = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, First> eldest) {
            return size() > MOST;
        }
    };

    /** The one that came first, or empty: then this one does. */
    synchronized Optional<First> claim(RepeatKey key, QueueId id, Instant now) {
        First first = taken.get(key.name());
        if (first != null && now.isBefore(first.at().plus(Receipts.KEPT))) {
            return Optional.of(first);
        }
        taken.put(key.name(), new First(key, id, now, false));
        return Optional.empty();
    }

    /** It was stored at that time. */
    synchronized void stored(RepeatKey key, QueueId id, Instant at) {
        taken.put(key.name(), new First(key, id, at, true));
    }

    /** It could not be stored: the next one is the first. */
    synchronized void forget(RepeatKey key) {
        taken.remove(key.name());
    }
}
