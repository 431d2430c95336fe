package io.sealpost.local.stack;

import io.sealpost.platform.process.ServerFailed;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs tasks at once, each on a thread of its own. */
final class SideBySide {
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "side-by-side");
        thread.setDaemon(true);
        return thread;
    });

    /** Blocks until all have ended, or fails with the first failure while the others still run. */
    void run(List<Runnable> tasks) {
        CompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
        try {
            for (Runnable task : tasks) {
                running.submit(task, true);
            }
            for (int ended = 0; ended < tasks.size(); ended++) {
                running.take().get();
            }
        } catch (RejectedExecutionException e) {
            throw new ServerFailed("ended while it was starting", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while it was starting", e);
        }
    }

    /** Interrupts what still runs, waits for a bounded time until it has ended, and takes no more tasks. */
    void cancel() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
