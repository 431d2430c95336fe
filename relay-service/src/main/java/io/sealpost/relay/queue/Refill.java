package io.sealpost.relay.queue;

import io.sealpost.relay.spool.ScheduleRecord;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One reading of the schedule in the spool: what of it is to come into memory, chosen as what is to leave it is, and what
 * is left. For one thread at a time.
 */
final class Refill {
    private final Schedule schedule;
    private final Predicate<Entry> known;
    private final int most;
    private final Instant begunAt;
    private final Lanes chosen = new Lanes();
    private final Remainder left = new Remainder();

    /**
     * Nothing read yet.
     *
     * @param known what is in memory already; asked by the thread that reads
     * @param most entries that may come into memory
     */
    Refill(Schedule schedule, Predicate<Entry> known, int most, Instant begunAt) {
        this.schedule = schedule;
        this.known = known;
        this.most = most;
        this.begunAt = begunAt;
    }

    void offer(ScheduleRecord record) {
        Entry.of(record, schedule).stream()
                .filter(known.negate())
                .map(this::urgent)
                .forEach(chosen::add);
        while (chosen.size() > most) {
            chosen.mostDispensable().ifPresent(entry -> {
                chosen.remove(entry);
                left.add(entry);
            });
        }
    }

    /** What is to come into memory. */
    void forEachChosen(Consumer<Entry> action) {
        chosen.forEach(action);
    }

    /** What stays in the spool alone. */
    Remainder left() {
        return left;
    }

    Instant begunAt() {
        return begunAt;
    }

    /** What is over comes first: it is given up even where nothing can be tried. */
    private Entry urgent(Entry entry) {
        return schedule.isOver(entry.acceptedAt(), begunAt) ? entry.postponedTo(entry.acceptedAt()) : entry;
    }
}
