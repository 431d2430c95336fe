package io.sealpost.bounce.reporting;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.bounce.record.Retention;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Has old reports forgotten from time to time, a bounded number in each transaction; instances do not wait for each other. */
@ApplicationScoped
class Cleaning {

    private static final Logger LOG = Logger.getLogger(Cleaning.class);

    private final Vertx vertx;
    private final Retention retention;
    private final RetentionSettings settings;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean stopping;

    Cleaning(Vertx vertx, Retention retention, RetentionSettings settings) {
        this.vertx = vertx;
        this.retention = retention;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(
                settings.interval().toMillis(),
                timer -> Infrastructure.getDefaultWorkerPool().execute(this::clean));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    private void clean() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            boolean more;
            do {
                more = retention.forget(settings.age());
            } while (more && !stopping);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Old reports are not deleted now; trying on cause=%s",
                    e.getClass().getSimpleName());
        } finally {
            running.set(false);
        }
    }
}
