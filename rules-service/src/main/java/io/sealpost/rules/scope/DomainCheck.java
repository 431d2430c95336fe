package io.sealpost.rules.scope;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.tenant.DomainName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks for the challenges of pending domains again and again, on a thread of its own. */
@ApplicationScoped
class DomainCheck {

    private static final Logger LOG = Logger.getLogger(DomainCheck.class);
    private static final int BATCH = 100;
    private static final String BY = "rules-service";

    private final DomainVerification verification;
    private final VerificationStore store;
    private final Duration interval;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "domain-check"));

    DomainCheck(DomainVerification verification, VerificationStore store, VerificationSettings settings) {
        this.verification = verification;
        this.store = store;
        this.interval = settings.checkInterval();
    }

    void start(@Observes StartupEvent started) {
        long pause = Math.max(1, interval.toMillis() / 2);
        Future<?> unused = thread.scheduleWithFixedDelay(this::check, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    private void check() {
        try {
            store.due(interval, BATCH).forEach(this::check);
        } catch (RuntimeException databaseAway) {
            LOG.debug("Pending domains cannot be looked at now", databaseAway);
        }
    }

    private void check(DomainName name) {
        try {
            verification.verify(name, BY);
            LOG.infof("A domain is verified by its challenge in the DNS domain=%s", name);
        } catch (ProblemException notYet) {
            LOG.debugf(
                    "A domain stays pending domain=%s cause=%s",
                    name, notYet.problem().detail());
        }
    }
}
