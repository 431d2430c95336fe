package io.sealpost.rules.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Seals what was changed within a second, on a thread of its own; through absences of the database, too. */
@ApplicationScoped
class Sealer {

    private static final Logger LOG = Logger.getLogger(Sealer.class);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int BATCH = 500;

    private final Seals seals;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "audit-sealer"));

    Sealer(Seals seals) {
        this.seals = seals;
    }

    void start(@Observes StartupEvent started) {
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::seal, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    private void seal() {
        try {
            int sealed = BATCH;
            while (sealed == BATCH && !thread.isShutdown()) {
                sealed = seals.seal(BATCH);
            }
        } catch (RuntimeException databaseAway) {
            LOG.debug("Changes cannot be sealed now", databaseAway);
        }
    }
}
