package io.sealpost.rules.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * When keys were last used: gathered in memory, written every few seconds for all of them at once, since a write for
 * each request would cost more than most requests. What a crash takes with it is a few seconds.
 */
@ApplicationScoped
class KeyUses {

    private static final Logger LOG = Logger.getLogger(KeyUses.class);

    private final KeyUseRows rows;
    private final Clock clock;
    private final AccessSettings settings;
    private final Map<String, Instant> gathered = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "key-uses"));

    KeyUses(KeyUseRows rows, AccessSettings settings, Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    void used(String key) {
        gathered.put(key, clock.instant());
    }

    void start(@Observes StartupEvent started) {
        long pause = settings.keyUseInterval().toMillis();
        Future<?> unused = thread.scheduleWithFixedDelay(this::write, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    private void write() {
        Map<String, Instant> due = new HashMap<>(gathered);
        try {
            if (!due.isEmpty()) {
                rows.write(due);
            }
            due.forEach(gathered::remove);
        } catch (RuntimeException databaseAway) {
            LOG.debug("The last uses of keys cannot be written now", databaseAway);
        }
    }
}
