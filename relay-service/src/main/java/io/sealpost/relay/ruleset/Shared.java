package io.sealpost.relay.ruleset;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Gives one object for equal values, as far as it remembers: so a million rules that name the same partners hold each of them
 * once. It remembers the latest of the values that share one of some thousands of places, and keeps none alive that nobody else
 * holds: there may be large ones, and each change of a rule makes another.
 *
 * @param <T> of immutable values
 */
final class Shared<T> {
    private static final int PLACES = 1 << 14;

    private final AtomicReferenceArray<WeakReference<T>> values = new AtomicReferenceArray<>(PLACES);

    /** This value, or an equal one that was given before. */
    T of(T value) {
        int hash = value.hashCode();
        int place = (hash ^ (hash >>> 14)) & (PLACES - 1);
        WeakReference<T> remembered = values.get(place);
        @Nullable T known = remembered == null ? null : remembered.get();
        if (known != null && known.equals(value)) {
            return known;
        }
        values.set(place, new WeakReference<>(value));
        return value;
    }
}
