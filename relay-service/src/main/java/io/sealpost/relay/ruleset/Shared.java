package io.sealpost.relay.ruleset;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Gives one object for equal values, as far as it remembers: so a million rules that name the same partners hold each of them
 * once. It remembers some thousands of values, the latest of those that share a place, and forgets without harm.
 *
 * @param <T> of immutable values
 */
final class Shared<T> {
    private static final int PLACES = 1 << 14;

    private final AtomicReferenceArray<T> values = new AtomicReferenceArray<>(PLACES);

    /** This value, or an equal one that was given before. */
    T of(T value) {
        int hash = value.hashCode();
        int place = (hash ^ (hash >>> 14)) & (PLACES - 1);
        T known = values.getPlain(place);
        if (value.equals(known)) {
            return known;
        }
        values.set(place, value);
        return value;
    }
}
