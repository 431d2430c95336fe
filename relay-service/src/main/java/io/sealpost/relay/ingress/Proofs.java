package io.sealpost.relay.ingress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Judges claims, and tells what became of them. For event loops, which must not be kept by it, on threads of its own; a
 * bounded number waits.
 */
final class Proofs implements AutoCloseable {
    /** Hears of each claim that is judged, or cannot be. */
    interface Listener {
        void judged(Claim claim, Proving proving);
    }

    /** While more wait than can. */
    static final Proving NOT_NOW = new Proving.Refused(
            Replies.of(454, "4.7.0", "too many logins are being checked; try again later"), Duration.ZERO);

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 1000;

    private final Authenticator authenticator;
    private final Listener listener;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread thread = new Thread(task, "authentication");
                thread.setDaemon(true);
                return thread;
            });

    Proofs(Authenticator authenticator, Listener listener) {
        this.authenticator = authenticator;
        this.listener = listener;
        threads.allowCoreThreadTimeOut(true);
    }

    Authenticator authenticator() {
        return authenticator;
    }

    /** Judges a claim soon. Does not block. */
    CompletionStage<Proving> prove(Claim claim, InetAddress client) {
        try {
            return CompletableFuture.supplyAsync(() -> judge(claim, client), threads);
        } catch (RejectedExecutionException e) {
            listener.judged(claim, NOT_NOW);
            return CompletableFuture.completedFuture(NOT_NOW);
        }
    }

    /** Judges a claim on the thread that calls; takes some milliseconds. */
    Proving judge(Claim claim, InetAddress client) {
        Proving proving = authenticator.prove(claim, client);
        listener.judged(claim, proving);
        return proving;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
