package io.sealpost.relay.queue;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The one thread on which the queue changes. Work that fails is logged and counted, and what comes after it is done. */
final class QueueThread {
    private static final Logger LOG = Logger.getLogger(QueueThread.class);

    private final InternalErrors errors;
    private final Runnable afterFailure;
    private final ScheduledThreadPoolExecutor thread;

    /** @param afterFailure called on the thread when work has failed there */
    QueueThread(InternalErrors errors, Runnable afterFailure) {
        this.errors = errors;
        this.afterFailure = afterFailure;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread scheduler = new Thread(work, "queue-scheduler");
            scheduler.setDaemon(true);
            return scheduler;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does work as soon as the thread is free; false, and nothing, after the stop. */
    boolean execute(Runnable work) {
        try {
            thread.execute(guarded(work));
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("the queue has stopped; what is stored is taken up at the next start");
            return false;
        }
    }

    /** Does work later, unless what is returned is run before; nothing after the stop. Called on the thread. */
    Runnable schedule(Runnable work, Duration wait) {
        try {
            ScheduledFuture<?> later =
                    thread.schedule(guarded(work), Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
            return () -> later.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    void stop() {
        thread.shutdown();
    }

    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                errors.count();
                LOG.errorf(e, "the queue failed in the relay itself; it goes on");
                afterFailure.run();
            }
        };
    }
}
