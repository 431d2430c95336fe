package io.sealpost.relay.delivery;

import io.sealpost.relay.wire.DotStuffing;
import io.vertx.core.Context;
import java.util.Optional;

/**
 * Streams a body to the guard, dot-stuffed, no faster than the remote takes it: one chunk is read when the one before
 * has left or fits the socket's queue.
 */
final class BodyPump {
    private final Context context;
    private final Guard guard;
    private final BodySource source;
    private final Listener listener;
    private final DotStuffing stuffing = new DotStuffing();
    private boolean reading;
    private boolean stopped;

    /** Hears how far the body is. */
    interface Listener {
        /** A further chunk was taken. */
        void onProgress();

        /** All of it and the final dot are written. */
        void onEnd();

        /** The body could not be read, or the guard refused it. */
        void onFailure(Throwable failure);
    }

    BodyPump(Context context, Guard guard, BodySource source, Listener listener) {
        this.context = context;
        this.guard = guard;
        this.source = source;
        this.listener = listener;
    }

    void start() {
        guard.onDrain(this::read);
        read();
    }

    void stop() {
        stopped = true;
    }

    /** A drained queue may ask while a chunk is still on its way: there is never more than one read. */
    private void read() {
        if (stopped || reading) {
            return;
        }
        reading = true;
        try {
            source.next()
                    .thenAccept(chunk -> context.runOnContext(now -> take(chunk)))
                    .exceptionally(failure -> {
                        context.runOnContext(now -> fail(failure));
                        return null;
                    });
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void take(Optional<byte[]> chunk) {
        reading = false;
        if (stopped) {
            return;
        }
        try {
            write(chunk);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void write(Optional<byte[]> chunk) {
        if (chunk.isEmpty()) {
            stopped = true;
            guard.write(stuffing.end());
            listener.onEnd();
            return;
        }
        guard.write(stuffing.encode(chunk.get()));
        listener.onProgress();
        if (!guard.isFull()) {
            read();
        }
    }

    private void fail(Throwable failure) {
        if (!stopped) {
            stopped = true;
            listener.onFailure(failure);
        }
    }
}
