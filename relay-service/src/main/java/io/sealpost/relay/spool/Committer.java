package io.sealpost.relay.spool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Group commit: one thread takes everything that waits, writes it as one batch and syncs once for all of it.
 *
 * <p>While a sync runs, further changes queue up and share the next one, so the rate of syncs is the disk's and the
 * rate of messages is not bound by it. Where a sync is so fast that few changes do, {@link #isWorthGathering} has more of them
 * share one. Each caller hears of its own change only after the sync that covers it.
 */
final class Committer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Committer.class);
    private static final int MAX_GROUP = 1000;
    private static final int LARGE_GROUP = 8;
    private static final Duration SLOW_SYNC = Duration.ofMillis(5);
    private static final Duration GATHERING = Duration.ofMillis(1);
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

    private final Store store;
    private final Executor completions;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private final Object gate = new Object();
    private boolean closed;
    /** How long the last one took; of the committer's thread alone. */
    private Duration lastCommit = Duration.ZERO;

    /** @param completions where callers are told, so that what they do then does not hold up the next sync */
    Committer(Store store, Executor completions) {
        this.store = store;
        this.completions = completions;
        this.thread = new Thread(this::run, "spool-committer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Completes after the change is synced; fails with {@link SpoolException} if it is not stored. */
    CompletionStage<Void> commit(Change change) {
        Waiting entry = new Waiting(change, new CompletableFuture<>());
        synchronized (gate) {
            if (closed) {
                return CompletableFuture.failedFuture(new SpoolException("the spool is closed"));
            }
            waiting.add(entry);
        }
        return entry.done;
    }

    void addListener(CommitListener listener) {
        listeners.add(listener);
    }

    /** Takes no more changes, and returns when those that wait are synced. */
    @Override
    public void close() {
        synchronized (gate) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(Waiting.END);
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the next group waits for a millisecond, since the one before was large: then as many changes come again in that
     * time, and a sync costs the processor as much as a part of a message does. Not where the disk is slow, for then they
     * gather by themselves. PostgreSQL decides the same by commit_delay and commit_siblings.
     *
     * @param group how many changes were committed last
     * @param took how long that took
     * @param waiting how many wait already
     */
    static boolean isWorthGathering(int group, Duration took, int waiting) {
        return group >= LARGE_GROUP && waiting < MAX_GROUP && took.compareTo(SLOW_SYNC) < 0;
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            int before = group.size();
            group.clear();
            group.add(takeFirst());
            if (isWorthGathering(before, lastCommit, waiting.size())) {
                LockSupport.parkNanos(GATHERING.toNanos());
            }
            waiting.drainTo(group, MAX_GROUP);
            ended = group.remove(Waiting.END);
            if (!group.isEmpty()) {
                commitGroup(List.copyOf(group));
            }
        }
    }

    /** What comes first; while writes fail a probe, in time, whether the disk is well again. */
    private Waiting takeFirst() {
        while (true) {
            try {
                Waiting first = waiting.poll(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    return first;
                }
                if (store.isFailing()) {
                    return Waiting.probe();
                }
            } catch (InterruptedException e) {
                LOG.debug("interrupted while waiting for changes; only close() ends the committer");
            }
        }
    }

    private void commitGroup(List<Waiting> group) {
        try {
            long start = System.nanoTime();
            store.write(group.stream().map(Waiting::change).toList(), true);
            lastCommit = Duration.ofNanos(System.nanoTime() - start);
            listeners.forEach(listener -> listener.committed(group.size(), lastCommit));
            completions.execute(() -> group.forEach(entry -> entry.done.complete(null)));
        } catch (RuntimeException | Error e) {
            completions.execute(() -> group.forEach(entry -> entry.done.completeExceptionally(e)));
        }
    }

    private record Waiting(Change change, CompletableFuture<Void> done) {
        /** Ends the committer's thread. */
        static final Waiting END = new Waiting(batch -> {}, new CompletableFuture<>());

        /** Of no use but to be written. */
        static Waiting probe() {
            return new Waiting(
                    batch -> batch.put(Family.META, Keys.meta("probe"), new byte[0]), new CompletableFuture<>());
        }
    }
}
