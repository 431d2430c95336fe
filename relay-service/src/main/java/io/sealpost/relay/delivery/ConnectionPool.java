package io.sealpost.relay.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps connections for a while after a message, for the next one of exactly the same purpose. The latest idle one is
 * taken first, so that those that are not needed grow old. May be used by any thread; the connections stay on their
 * contexts.
 */
final class ConnectionPool {
    private final ReuseSettings limits;
    private final Duration quitTimeout;
    private final Clock clock;
    private final Map<Key, Deque<Kept>> idle = new HashMap<>();
    private int count;
    private boolean closed;

    /**
     * What connections are kept by.
     *
     * @param purpose what they were judged by; says too what source address they have, by the target's family
     * @param tls whether they would have used TLS
     */
    record Key(Purpose purpose, Errand.TlsUse tls) {}

    /** An idle connection, and how it was left. */
    record Kept(Connection connection, Rest rest) {}

    ConnectionPool(ReuseSettings limits, Duration quitTimeout, Clock clock) {
        this.limits = limits;
        this.quitTimeout = quitTimeout;
        this.clock = clock;
    }

    /** Takes an idle connection out; it may have been lost meanwhile. */
    synchronized Optional<Kept> take(Key key) {
        return Optional.ofNullable(idle.get(key)).map(Deque::peekLast).filter(kept -> remove(key, kept));
    }

    /** Keeps the connection if the limits allow it, and else says QUIT. To be called on its context. */
    void keep(Key key, Connection connection, Rest rest) {
        Kept kept = new Kept(connection, rest);
        if (isWorn(connection) || !add(key, kept)) {
            connection.quit(quitTimeout);
            return;
        }
        connection.idle(limits.idleTimeout(), () -> {
            if (remove(key, kept)) {
                connection.quit(quitTimeout);
            }
        });
    }

    /** Says QUIT on all idle ones; done when they are closed. None is kept from now on. */
    Future<Void> close() {
        List<Future<Void>> farewells = new ArrayList<>();
        for (Kept kept : takeAll()) {
            Promise<Void> farewell = Promise.promise();
            kept.connection()
                    .context()
                    .runOnContext(now -> kept.connection().quit(quitTimeout).onComplete(farewell));
            farewells.add(farewell.future());
        }
        return Future.join(farewells).mapEmpty();
    }

    private boolean isWorn(Connection connection) {
        return connection.isLost()
                || connection.conversations() >= limits.maxMessages()
                || !clock.instant().isBefore(connection.opened().plus(limits.maxAge()));
    }

    private synchronized boolean add(Key key, Kept kept) {
        if (closed || count >= limits.maxIdle()) {
            return false;
        }
        idle.computeIfAbsent(key, none -> new ArrayDeque<>()).addLast(kept);
        count++;
        return true;
    }

    private synchronized boolean remove(Key key, Kept kept) {
        Deque<Kept> same = idle.get(key);
        if (same == null || !same.removeLastOccurrence(kept)) {
            return false;
        }
        count--;
        if (same.isEmpty()) {
            idle.remove(key);
        }
        return true;
    }

    private synchronized List<Kept> takeAll() {
        closed = true;
        List<Kept> all = idle.values().stream().flatMap(Deque::stream).toList();
        idle.clear();
        count = 0;
        return all;
    }
}
