package io.sealpost.relay.ingress;

import io.sealpost.relay.spool.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers for a day under which name a report was taken, so that one which the bounce-service sends again, not knowing
 * that it was taken, is answered with that name and not sent twice. Keeps a bounded number; for all threads.
 */
final class ReportMemory {
    private static final Duration MEMORY = Duration.ofHours(24);
    private static final int MAX_REPORTS = 100_000;

    /**
     * A report that came first.
     *
     * @param id its name
     * @param at when it came
     * @param stored whether it is stored by now
     */
    record First(QueueId id, Instant at, boolean stored) {}

    private final Map<String, First> reports = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, First> eldest) {
            return size() > MAX_REPORTS;
        }
    };

    /** The one that came first, or empty: then this one does. */
    synchronized Optional<First> claim(String messageId, QueueId id, Instant now) {
        First first = reports.get(messageId);
        if (first != null && now.isBefore(first.at().plus(MEMORY))) {
            return Optional.of(first);
        }
        reports.put(messageId, new First(id, now, false));
        return Optional.empty();
    }

    /** It was stored at that time. */
    synchronized void stored(String messageId, QueueId id, Instant at) {
        reports.put(messageId, new First(id, at, true));
    }

    /** It could not be stored: the next one is the first. */
    synchronized void forget(String messageId) {
        reports.remove(messageId);
    }
}
