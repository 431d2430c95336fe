package io.sealpost.relay.queue;

import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The messages at which attempts are under way. Attempts at several destinations of one message share its state here,
 * so that none of them writes an old one over what another has settled. For all threads.
 */
final class OpenMessages {
    private final ConcurrentMap<QueueId, Shared> open = new ConcurrentHashMap<>();

    /**
     * Opens a message; each opening must be followed by a {@link #close}.
     *
     * @param load called if it is not open yet
     */
    Shared open(QueueId id, Supplier<Future<Optional<SpooledMessage>>> load) {
        return open.compute(id, (name, shared) -> {
            Shared message = shared == null ? new Shared(load.get()) : shared;
            message.users++;
            return message;
        });
    }

    /**
     * Opens a message at which nobody is at work and changes it before anybody else sees it. Empty, and nothing changed,
     * if somebody is at work; else a {@link #close} must follow.
     *
     * @param change as for {@link Shared#change}
     */
    Optional<Shared> changeAlone(
            QueueId id,
            Supplier<Future<Optional<SpooledMessage>>> load,
            Function<SpooledMessage, Future<SpooledMessage>> change) {
        AtomicReference<Shared> opened = new AtomicReference<>();
        open.computeIfAbsent(id, name -> {
            Shared message = new Shared(load.get());
            message.users = 1;
            message.change(change);
            opened.set(message);
            return message;
        });
        return Optional.ofNullable(opened.get());
    }

    /** Ends one use; with the last one the message is forgotten here. */
    void close(QueueId id) {
        open.computeIfPresent(id, (name, shared) -> --shared.users == 0 ? null : shared);
    }

    /** A message as it is stored, or as it will be when the changes before are stored. */
    static final class Shared {
        private Future<Optional<SpooledMessage>> state;
        // Guarded by the map's lock on the key.
        private int users;

        private Shared(Future<Optional<SpooledMessage>> state) {
            this.state = state;
        }

        /** The message after all changes that began before; empty if it is not in the spool. */
        synchronized Future<Optional<SpooledMessage>> message() {
            return state;
        }

        /**
         * Changes the message when all changes that began before are over.
         *
         * @param change from what is there to what is stored then; it must not fail
         */
        synchronized void change(Function<SpooledMessage, Future<SpooledMessage>> change) {
            state = state.compose(message ->
                    message.map(change).map(after -> after.map(Optional::of)).orElse(Future.succeededFuture(message)));
        }
    }
}
