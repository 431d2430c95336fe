package io.sealpost.relay.route;

import java.util.List;
import java.util.function.Function;

/**
 * What a DNS lookup came to.
 *
 * @param <T> what a record says
 */
sealed interface Answer<T> {
    /** There are records; at least one. */
    record Found<T>(List<T> records) implements Answer<T> {
        public Found {
            records = List.copyOf(records);
        }
    }

    /** The name exists, but has no such records. */
    record NoRecords<T>() implements Answer<T> {}

    /** The name does not exist (NXDOMAIN). */
    record NoSuchName<T>() implements Answer<T> {}

    /** No answer for now. */
    record Failed<T>(String reason) implements Answer<T> {}

    /** The records; none where there are none or the lookup failed. */
    default List<T> recordsOrNone() {
        return this instanceof Found<T> found ? found.records() : List.of();
    }

    /** Calls the one function that fits; a further case breaks the compilation of every caller. */
    default <R> R match(
            Function<Found<T>, R> found,
            Function<NoRecords<T>, R> noRecords,
            Function<NoSuchName<T>, R> noSuchName,
            Function<Failed<T>, R> failed) {
        if (this instanceof Found<T> value) {
            return found.apply(value);
        }
        if (this instanceof NoRecords<T> value) {
            return noRecords.apply(value);
        }
        if (this instanceof NoSuchName<T> value) {
            return noSuchName.apply(value);
        }
        return failed.apply((Failed<T>) this);
    }
}
