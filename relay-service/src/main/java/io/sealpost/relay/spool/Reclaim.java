package io.sealpost.relay.spool;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Gives the disk back what bodies of ended messages take, also when no more mail comes: the database itself frees nothing
 * until it has written as much again.
 *
 * <p>After every 256 MiB of removed bodies it frees the files of which all is removed. Only if half of what is left is still of
 * removed bodies, those that live are copied together: a backlog is not copied again and again while it grows. Both
 * happen on a thread of their own beside reads and writes. For all threads.
 */
final class Reclaim implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Reclaim.class);
    private static final long STEP = 256L * 1024 * 1024;

    private final BodyFiles files;
    private final long step;
    private final AtomicLong removed;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ExecutorService thread = SpoolThreads.named("spool-reclaim", 1);
    private final AtomicBoolean closed = new AtomicBoolean();

    Reclaim(BodyFiles files) {
        this(files, STEP);
    }

    /** @param step the octets of removed bodies after which it looks; after a start it looks at the first ones, too */
    Reclaim(BodyFiles files, long step) {
        this.files = files;
        this.step = step;
        this.removed = new AtomicLong(step);
    }

    /** Hears of a body that was removed. Does not block. */
    void removed(long octets) {
        if (removed.addAndGet(octets) >= step && !closed.get() && running.compareAndSet(false, true)) {
            removed.set(0);
            try {
                thread.execute(this::run);
            } catch (SpoolException e) {
                LOG.debugf(e, "the spool is closed; its room is given back after the next start");
            }
        }
    }

    /** Gives up what is under way and returns when it has ended; what is removed later is not looked at. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            files.cancel();
            SpoolThreads.end(thread);
            files.close();
        }
    }

    private void run() {
        try {
            if (files.size() >= step) {
                files.forgetKeys();
                copyTogether();
            }
        } catch (SpoolException e) {
            if (!closed.get()) {
                LOG.warnf(e, "the room of removed messages is not given back yet");
            }
        } finally {
            running.set(false);
            removed(0);
        }
    }

    private void copyTogether() {
        long size = files.size();
        long garbage = files.garbage();
        long living = size - garbage;
        if (garbage < step || garbage < living) {
            return;
        }
        if (files.free() < living) {
            LOG.warnf("too little is free to copy bodies together living=%d garbage=%d", living, garbage);
            return;
        }
        files.copyTogether();
        LOG.infof("bodies were copied together before=%d after=%d", size, files.size());
    }
}
