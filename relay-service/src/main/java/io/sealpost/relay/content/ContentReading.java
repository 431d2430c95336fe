package io.sealpost.relay.content;

import io.sealpost.relay.policy.MessageCriterion;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers content criteria on threads of its own, for event loops, which must not be kept by it. Clients wait for the answer,
 * so no more messages wait than there may be clients.
 */
public final class ContentReading implements AutoCloseable {
    private final ContentReader reader;
    private final ThreadPoolExecutor threads;
    private volatile boolean closed;

    /** @param threads messages looked at at a time */
    public ContentReading(ContentReader reader, int threads) {
        AtomicInteger number = new AtomicInteger();
        this.reader = reader;
        this.threads =
                new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "content-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
    }

    /** As {@link ContentReader#read}, soon. Does not block. */
    public CompletionStage<Map<String, Boolean>> read(
            CompletionStage<InputStream> message, Collection<MessageCriterion.Content> criteria) {
        return message.thenApplyAsync(
                octets -> {
                    if (closed) {
                        throw new CancellationException("the relay is being stopped");
                    }
                    return reader.read(octets, criteria);
                },
                threads);
    }

    /** Whoever still waits hears that there is no answer. */
    @Override
    public void close() {
        closed = true;
        threads.shutdownNow().forEach(Runnable::run);
    }
}
