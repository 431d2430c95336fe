package io.sealpost.relay.ruleset;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The quotas that are used up; told in relay-status until something of them is free again. Bounded; for all threads. */
@Singleton
public class UsedUpQuotas {
    private static final int MOST = 100;

    /**
     * One of them.
     *
     * @param quota which
     * @param limit the field of the limit, such as {@code messagesPerHour}
     * @param until when something of it is free again
     */
    public record UsedUp(Quota quota, String limit, Instant until) {}

    private final Clock clock;
    private final Map<String, UsedUp> held = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UsedUp> eldest) {
            return size() > MOST;
        }
    };

    @Inject
    UsedUpQuotas() {
        this(Clock.systemUTC());
    }

    public UsedUpQuotas(Clock clock) {
        this.clock = clock;
    }

    public synchronized void add(UsedUp usedUp) {
        held.put(usedUp.quota().key() + " " + usedUp.limit(), usedUp);
    }

    /** Those that are used up now. */
    public synchronized List<UsedUp> present() {
        Instant now = clock.instant();
        held.values().removeIf(each -> !now.isBefore(each.until()));
        return List.copyOf(held.values());
    }
}
