package io.sealpost.rules.rollout;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The relays that take part, by the latest word of each. Safe for many threads. */
@ApplicationScoped
class Roster {

    private final ConcurrentMap<String, Relay> relays = new ConcurrentHashMap<>();
    private final RolloutConfig config;
    private final Clock clock;
    private volatile Reading readUpTo = Reading.NOTHING;

    Roster(RolloutConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Takes the word of a relay: it joins, goes on, or leaves. */
    void hear(RelayStatus status, Instant heardAt) {
        switch (status.state()) {
            case ACTIVE -> relays.put(status.relay(), status.active(heardAt));
            case RETIRED, REMOVED -> relays.remove(status.relay());
        }
    }

    /** A word under the key of a relay that cannot be read. */
    void hearUnreadable(String relay, Instant heardAt) {
        relays.compute(relay, (id, known) -> known == null ? Relay.unreadable(id, heardAt) : known.unreadable(heardAt));
    }

    void forget(String relay) {
        relays.remove(relay);
    }

    /** Notes how far the words are taken. */
    void readUpTo(Reading reading) {
        readUpTo = reading;
    }

    Reading readUpTo() {
        return readUpTo;
    }

    /** Those that may be sending mail, in the order of their ids. */
    List<Relay> present() {
        Instant now = clock.instant();
        return relays.values().stream()
                .filter(relay -> !relay.isGone(now, config.departureMargin()))
                .sorted(Comparator.comparing(Relay::id))
                .toList();
    }

    boolean isSilent(Relay relay) {
        return relay.isSilent(clock.instant(), config.silence());
    }
}
