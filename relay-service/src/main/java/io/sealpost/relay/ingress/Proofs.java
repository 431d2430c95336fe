package io.sealpost.relay.ingress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Judges claims on threads of their own, which the event loops must not be kept by; a bounded number waits. */
final class Proofs implements AutoCloseable {
    /** While more wait than can. */
    static final Proving NOT_NOW = new Proving.Refused(
            Replies.of(454, "4.7.0", "too many logins are being checked; try again later"), Duration.ZERO);

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 1000;

    private final Authenticator authenticator;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread thread = new Thread(task, "authentication");
                thread.setDaemon(true);
                return thread;
            });

    Proofs(Authenticator authenticator) {
        this.authenticator = authenticator;
        threads.allowCoreThreadTimeOut(true);
    }

    Authenticator authenticator() {
        return authenticator;
    }

    CompletionStage<Proving> prove(Claim claim, InetAddress client) {
        try {
            return CompletableFuture.supplyAsync(() -> authenticator.prove(claim, client), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(NOT_NOW);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
