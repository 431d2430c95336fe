package io.sealpost.platform.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One client, that connects again and again as long as there are messages. All of it runs on the thread of its connections. */
final class LoadClient {
    private static final int LONGEST_LINE = 4 * 1024;
    private static final int TIMEOUT_SECONDS = 60;

    private final SmtpLoad load;
    private final Bootstrap server;
    private final AtomicInteger next;
    private final int end;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private int number;
    private Optional<Submission> message = Optional.empty();

    /**
     * Takes its first message.
     *
     * @param next the number of the next message, for all clients
     * @param end behind the last message
     */
    LoadClient(SmtpLoad load, Bootstrap server, AtomicInteger next, int end) {
        this.load = load;
        this.next = next;
        this.end = end;
        this.number = next.getAndIncrement();
        this.server = server.clone().handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new ReadTimeoutHandler(TIMEOUT_SECONDS),
                                new LineBasedFrameDecoder(LONGEST_LINE),
                                new LoadConnection(LoadClient.this, load.perConnection()));
            }
        });
    }

    /** Completes when no message is left, or with what the load's messages or answers failed with. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    boolean hasMore() {
        return number < end && !finished.isDone();
    }

    /** Goes on with the message over a new connection, if there is one. */
    void connect() {
        if (!hasMore()) {
            finished.complete(null);
            return;
        }
        server.connect().addListener(connected -> {
            if (!connected.isSuccess()) {
                refused(new IOException("no connection: " + connected.cause(), connected.cause()));
                connect();
            }
        });
    }

    /** The one that it hands in. */
    Submission message() {
        return message.orElseGet(() -> {
            Submission made = orFinish(() -> load.messages().apply(number));
            message = Optional.of(made);
            return made;
        });
    }

    void taken(long nanos) {
        orFinish(() -> {
            load.answers().taken(number, nanos);
            return number;
        });
        takeNext();
    }

    void refused(IOException cause) {
        if (hasMore()) {
            orFinish(() -> {
                load.answers().refused(number, cause);
                return number;
            });
            takeNext();
        }
    }

    private void takeNext() {
        number = next.getAndIncrement();
        message = Optional.empty();
    }

    private <T> T orFinish(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            finished.completeExceptionally(e);
            throw e;
        }
    }
}
