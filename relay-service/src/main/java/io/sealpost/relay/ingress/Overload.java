package io.sealpost.relay.ingress;

import io.micrometer.core.instrument.MeterRegistry;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpoolSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Turns mail away while the spool has no room for it (RFC 3463 §3.4, X.3.1). What it holds is delivered meanwhile, which
 * makes room; the rest of the disk is for events and for what is under way. For all threads.
 */
@Singleton
class Overload {
    private static final Logger LOG = Logger.getLogger(Overload.class);
    private static final Reply DISK =
            Replies.of(452, "4.3.1", "the disk of this relay is nearly full; try again later");
    private static final Reply QUEUE = Replies.of(452, "4.3.1", "the queue of this relay is full; try again later");

    private final Spool spool;
    private final SpoolSettings settings;
    private volatile long free = Long.MAX_VALUE;
    private volatile Optional<Reply> refusal = Optional.empty();

    Overload(Spool spool, SpoolSettings settings, MeterRegistry meters) {
        this.spool = spool;
        this.settings = settings;
        meters.gauge("sealpost.spool.free.bytes", this, here -> here.free);
        meters.gauge("sealpost.smtp.overloaded", this, here -> here.refusal.isPresent() ? 1 : 0);
    }

    /** What a client hears instead of the acceptance of its mail; empty if there is room. By the last look. */
    Optional<Reply> refusal() {
        return refusal;
    }

    /** Looks at disk and queue. Blocks. */
    void look() {
        free = freeBytes();
        Optional<Reply> now = free < settings.minFree().asLongValue()
                ? Optional.of(DISK)
                : Optional.of(QUEUE).filter(full -> spool.messages() >= settings.maxMessages());
        if (!now.equals(refusal)) {
            LOG.warnf(
                    "%s freeBytes=%d messages=%d",
                    now.map(full -> "no mail is taken: " + full.words()).orElse("there is room again, mail is taken"),
                    free,
                    spool.messages());
        }
        refusal = now;
    }

    private long freeBytes() {
        try {
            FileStore disk = Files.getFileStore(settings.directory());
            return disk.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the disk of the spool " + settings.directory() + " does not answer", e);
        }
    }
}
