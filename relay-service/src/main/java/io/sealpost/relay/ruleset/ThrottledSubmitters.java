package io.sealpost.relay.ruleset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The submitters that have come up to a limit; told in relay-status until they may go on. Bounded; for all threads. */
@Singleton
public class ThrottledSubmitters {
    private static final int MOST = 100;

    /**
     * One of them.
     *
     * @param submitter who
     * @param limit the field of the limit, such as {@code messagesPerHour}
     * @param until when something of it is free again
     */
    public record Throttled(Submitter submitter, String limit, Instant until) {}

    private final Clock clock;
    private final Map<String, Throttled> held = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Throttled> eldest) {
            return size() > MOST;
        }
    };

    @Inject
    ThrottledSubmitters() {
        this(Clock.systemUTC());
    }

    public ThrottledSubmitters(Clock clock) {
        this.clock = clock;
    }

    public synchronized void add(Throttled throttled) {
        held.put(throttled.submitter().id() + " " + throttled.limit(), throttled);
    }

    /** Those that are held back now. */
    public synchronized List<Throttled> present() {
        Instant now = clock.instant();
        held.values().removeIf(each -> !now.isBefore(each.until()));
        return List.copyOf(held.values());
    }
}
