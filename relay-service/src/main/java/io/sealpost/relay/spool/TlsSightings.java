package io.sealpost.relay.spool;

import io.sealpost.relay.mail.Domain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * When TLS was last seen at the servers of a recipient domain, to the day. For all threads; does not block.
 *
 * <p>A sighting is written without a sync of its own: the next committed change makes it durable, and one that a crash
 * takes away is made again with the next delivery. Those older than {@value #DAYS} days are removed at start and once a day.
 */
public final class TlsSightings {
    private static final Logger LOG = Logger.getLogger(TlsSightings.class);
    static final int DAYS = 30;
    private static final Duration WRITTEN_EVERY = Duration.ofDays(1);
    private static final int RECENT = 10_000;

    private final Store store;
    private final Executor io;
    private final Map<Domain, Instant> recent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Domain, Instant> eldest) {
            return size() > RECENT;
        }
    };

    private final AtomicReference<Instant> forgottenAt = new AtomicReference<>(Instant.EPOCH);

    TlsSightings(Store store, Executor io) {
        this.store = store;
        this.io = io;
    }

    /** TLS was seen at a server of the domain. Completes when it is written, or cannot be, which is logged. */
    public CompletionStage<Void> add(Domain domain, Instant at) {
        if (!isNew(domain, at)) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(() -> write(domain, at), io).exceptionally(failure -> {
            forgetWritten(domain);
            LOG.warnf("TLS seen at a domain cannot be remembered domain=%s cause=%s", domain, failure);
            return null;
        });
    }

    /** When TLS was last seen there; empty if never or more than {@value #DAYS} days before {@code now}. */
    public CompletionStage<Optional<Instant>> last(Domain domain, Instant now) {
        return CompletableFuture.supplyAsync(
                () -> store.get(Family.TLS_SEEN, key(domain))
                        .map(TlsSightings::instant)
                        .filter(seen -> !isOver(seen, now)),
                io);
    }

    /** Removes what is over. Blocks. */
    void forgetOld(Instant now) {
        forgottenAt.set(now);
        List<byte[]> old = new ArrayList<>();
        store.scan(Family.TLS_SEEN, new byte[0], (key, value) -> {
            if (isOver(instant(value), now)) {
                old.add(key);
            }
            return true;
        });
        store.write(
                List.of(batch -> {
                    for (byte[] key : old) {
                        batch.delete(Family.TLS_SEEN, key);
                    }
                }),
                false);
    }

    private void write(Domain domain, Instant at) {
        store.putUnsynced(Family.TLS_SEEN, key(domain), value(at));
        Instant before = forgottenAt.get();
        if (!at.isBefore(before.plus(WRITTEN_EVERY)) && forgottenAt.compareAndSet(before, at)) {
            forgetOld(at);
        }
    }

    private void forgetWritten(Domain domain) {
        synchronized (recent) {
            recent.remove(domain);
        }
    }

    private boolean isNew(Domain domain, Instant at) {
        synchronized (recent) {
            Instant written = recent.get(domain);
            if (written != null && at.isBefore(written.plus(WRITTEN_EVERY))) {
                return false;
            }
            recent.put(domain, at);
            return true;
        }
    }

    private static boolean isOver(Instant seen, Instant now) {
        return seen.isBefore(now.minus(Duration.ofDays(DAYS)));
    }

    private static byte[] key(Domain domain) {
        return domain.name().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] value(Instant at) {
        return ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array();
    }

    private static Instant instant(byte[] value) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong());
    }
}
