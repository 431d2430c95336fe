package io.sealpost.relay.route;

import java.util.List;
import java.util.function.Function;

/**
 * What a DNS lookup came to.
 *
 * @param <T> what a record says
 */
sealed interface Answer<T> {
    /** How far it can be believed. */
    DnsState state();

    /**
     * There are records; at least one.
     *
     * @param name whose they are: at the end of the chain of aliases, where there is one; lower case, without the
     *     trailing dot
     */
    record Found<T>(List<T> records, String name, DnsState state) implements Answer<T> {
        public Found {
            records = List.copyOf(records);
        }
    }

    /** The name exists, but has no such records. */
    record NoRecords<T>(DnsState state) implements Answer<T> {}

    /** The name does not exist (NXDOMAIN). */
    record NoSuchName<T>(DnsState state) implements Answer<T> {}

    /** No answer for now, or a bogus one. */
    record Failed<T>(String reason, DnsState state) implements Answer<T> {}

    /** The records; none where there are none or the lookup failed. */
    default List<T> recordsOrNone() {
        return this instanceof Found<T> found ? found.records() : List.of();
    }

    /** Whether nothing is known, for now. */
    default boolean isFailed() {
        return this instanceof Failed<T>;
    }

    /** The same with other records; without any there are none of the kind that was asked for. */
    default <R> Answer<R> map(Function<List<T>, List<R>> change) {
        return this.<Answer<R>>match(
                found -> Answer.of(change.apply(found.records()), found.name(), found.state()),
                none -> new NoRecords<R>(none.state()),
                noSuchName -> new NoSuchName<R>(noSuchName.state()),
                failed -> new Failed<R>(failed.reason(), failed.state()));
    }

    /** The same, to a question that an answer in this state led to. */
    default Answer<T> after(DnsState before) {
        return this.<Answer<T>>match(
                found -> new Found<T>(found.records(), found.name(), before.and(found.state())),
                none -> new NoRecords<T>(before.and(none.state())),
                noSuchName -> new NoSuchName<T>(before.and(noSuchName.state())),
                failed -> failed);
    }

    /** With these records of that name; none where there are none. */
    static <R> Answer<R> of(List<R> records, String name, DnsState state) {
        if (records.isEmpty()) {
            return new NoRecords<R>(state);
        }
        return new Found<R>(records, name, state);
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
