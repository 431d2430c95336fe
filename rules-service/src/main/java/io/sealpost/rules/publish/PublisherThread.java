package io.sealpost.rules.publish;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the publisher going through absences of the database and of the broker, each logged once. */
@ApplicationScoped
class PublisherThread {

    private static final Logger LOG = Logger.getLogger(PublisherThread.class);

    private final Publisher publisher;
    private final String url;
    private final Properties credentials = new Properties();
    private final Duration sweep;
    private final Thread thread = new Thread(this::run, "publisher");
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile PublisherState state = PublisherState.STARTING;
    private volatile boolean wasWell;
    private volatile @Nullable PublisherConnection connection;

    PublisherThread(
            Publisher publisher,
            PublishConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.publisher = publisher;
        this.sweep = config.sweep();
        this.url = url;
        user.ifPresent(name -> credentials.setProperty("user", name));
        password.ifPresent(secret -> credentials.setProperty("password", secret));
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        PublisherConnection open = connection;
        if (open != null) {
            open.abort();
        }
        thread.join(2_000);
    }

    PublisherState state() {
        return thread.isAlive() ? state : PublisherState.DEAD;
    }

    /** Whether it has reached the database and the broker at least once. */
    boolean wasWell() {
        return wasWell;
    }

    private void run() {
        while (running()) {
            try (PublisherConnection open = new PublisherConnection(url, credentials)) {
                connection = open;
                serve(open);
            } catch (SQLException | RuntimeException failure) {
                become(PublisherState.DATABASE_AWAY, failure);
            }
            pause();
        }
    }

    private void serve(PublisherConnection open) throws SQLException {
        while (running()) {
            publisher.settleDoubts();
            if (!open.leads()) {
                become(PublisherState.STANDBY, null);
            } else {
                pass(open);
            }
            open.awaitChange(sweep);
        }
    }

    private void pass(PublisherConnection open) throws SQLException {
        try {
            publisher.pass(open::leads);
            become(PublisherState.PUBLISHING, null);
        } catch (KafkaException failure) {
            become(PublisherState.BROKER_AWAY, failure);
        }
    }

    private void become(PublisherState next, @Nullable Exception failure) {
        if (next == state || !running()) {
            return;
        }
        if (failure == null) {
            LOG.infof("Publisher state=%s", next);
        } else {
            LOG.warnf("Nothing can be published now; trying on state=%s cause=%s", next, failure.getMessage());
            LOG.debug("The cause", failure);
        }
        state = next;
        wasWell = wasWell || next.isWell();
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void pause() {
        try {
            stopped.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
