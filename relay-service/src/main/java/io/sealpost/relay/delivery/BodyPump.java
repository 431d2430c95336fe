package io.sealpost.relay.delivery;

import io.sealpost.relay.wire.BodyFraming;
import io.vertx.core.Context;
import java.util.Optional;

/**
 * Streams a body to the guard, no faster than the remote takes it: one chunk is read when the one before has left or fits
 * the socket's queue, and where each has its reply, when that has come.
 */
final class BodyPump {
    private final Context context;
    private final Guard guard;
    private final BodySource source;
    private final Listener listener;
    private final BodyFraming framing;
    private final boolean awaitsReplies;
    private boolean reading;
    private boolean awaiting;
    private boolean stopped;

    /** Hears how far the body is. */
    interface Listener {
        /** A further part is written. */
        void onWritten();

        /** The last part is written. */
        void onEnd();

        /** The body could not be read, or the guard refused it. */
        void onFailure(Throwable failure);
    }

    BodyPump(Context context, Guard guard, BodySource source, BodyForm form, Listener listener) {
        this.context = context;
        this.guard = guard;
        this.source = source;
        this.framing = form.framing();
        this.awaitsReplies = form.awaitsReplies();
        this.listener = listener;
    }

    void start() {
        guard.onDrain(this::read);
        read();
    }

    /** The reply to the part before has come. */
    void goOn() {
        awaiting = false;
        read();
    }

    void stop() {
        stopped = true;
    }

    /** A drained queue may ask while a chunk is still on its way: there is never more than one read. */
    private void read() {
        if (stopped || reading || awaiting) {
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
            guard.write(framing.end());
            listener.onEnd();
            return;
        }
        byte[] part = framing.encode(chunk.get());
        if (part.length > 0) {
            guard.write(part);
            awaiting = awaitsReplies;
            listener.onWritten();
        }
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
