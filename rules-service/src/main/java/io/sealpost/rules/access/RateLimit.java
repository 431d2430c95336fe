package io.sealpost.rules.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds how often each key may call: a bucket that fills with so many permits a second and holds ten times as many
 * (token bucket). Pure: the time is given.
 */
final class RateLimit {

    private static final int SECONDS_OF_PAUSE = 10;

    /** Keys that were used least lately are forgotten, which fills their bucket. */
    private static final int MOST_KEYS = 10_000;

    private final double perNano;
    private final double most;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    RateLimit(int perSecond) {
        perNano = perSecond / 1e9;
        most = (double) perSecond * SECONDS_OF_PAUSE;
    }

    /** Takes a permit; where there is none, how long to wait for one. */
    synchronized Optional<Duration> take(String key, long nanoTime) {
        Bucket before = buckets.getOrDefault(key, new Bucket(most, nanoTime));
        double permits = Math.min(most, before.permits + (nanoTime - before.at) * perNano);
        boolean free = permits >= 1;
        buckets.put(key, new Bucket(free ? permits - 1 : permits, nanoTime));
        return free ? Optional.empty() : Optional.of(Duration.ofNanos(Math.round((1 - permits) / perNano)));
    }

    private record Bucket(double permits, long at) {}
}
