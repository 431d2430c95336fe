package io.sealpost.rules.publish;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sealpost.rules.rollout.Waits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the publisher going through absences of the database and of the broker. An instance that cannot reach the
 * broker does not lead, so that one that can may.
 */
@ApplicationScoped
class PublisherThread {

    /** A stop waits so long for the batch under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Publisher publisher;
    private final Backlogs backlogs;
    private final PublisherStatus status;
    private final String url;
    private final Properties credentials = new Properties();
    private final Duration lease;
    private final Duration pause;
    private final Thread thread = new Thread(this::run, "publisher");
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable PublisherConnection connection;

    PublisherThread(
            Publisher publisher,
            Backlogs backlogs,
            Waits waits,
            PublishConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.publisher = publisher;
        this.backlogs = backlogs;
        this.status = new PublisherStatus(waits);
        this.lease = config.lease();
        Duration third = config.lease().dividedBy(3);
        this.pause = config.sweep().compareTo(third) < 0 ? config.sweep() : third;
        this.url = url;
        user.ifPresent(name -> credentials.setProperty("user", name));
        password.ifPresent(secret -> credentials.setProperty("password", secret));
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    /** Lets the batch under way end and frees the lock; cuts short what waits for a broker or database that is away. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        thread.join(PATIENCE.toMillis());
        PublisherConnection open = connection;
        if (thread.isAlive()) {
            thread.interrupt();
            if (open != null) {
                open.abort();
            }
            thread.join(1_000);
        }
    }

    PublisherState state() {
        return thread.isAlive() ? status.state() : PublisherState.DEAD;
    }

    private void run() {
        while (running()) {
            publisher.stepBack();
            try (PublisherConnection open = new PublisherConnection(url, credentials, lease)) {
                connection = open;
                serve(open);
            } catch (SQLException away) {
                become(PublisherState.DATABASE_AWAY, away);
            } catch (RuntimeException failure) {
                become(hasSqlCause(failure) ? PublisherState.DATABASE_AWAY : PublisherState.FAULTY, failure);
            }
            rest();
        }
    }

    private void serve(PublisherConnection open) throws SQLException {
        while (running()) {
            try {
                become(step(open), null);
            } catch (UnknownTopicOrPartitionException missing) {
                stepBack(open, PublisherState.TOPIC_MISSING, missing);
            } catch (KafkaException away) {
                stepBack(open, PublisherState.BROKER_AWAY, away);
            }
            backlogs.refresh();
            open.awaitChange(pause, this::running);
        }
    }

    private PublisherState step(PublisherConnection open) throws SQLException {
        String topicId = publisher.presentTopic();
        if (!open.leads()) {
            publisher.stepBack();
            return PublisherState.STANDBY;
        }
        publisher.pass(topicId, () -> running() && open.leads());
        return PublisherState.PUBLISHING;
    }

    private void stepBack(PublisherConnection open, PublisherState state, KafkaException failure) throws SQLException {
        publisher.stepBack();
        open.yieldLead();
        become(state, failure);
    }

    private void become(PublisherState next, @Nullable Exception failure) {
        if (running()) {
            status.become(next, failure);
        }
    }

    private static boolean hasSqlCause(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void rest() {
        try {
            stopped.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
