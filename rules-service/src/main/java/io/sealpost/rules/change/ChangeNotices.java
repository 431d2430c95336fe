package io.sealpost.rules.change;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Wakes the publisher, in whichever instance it runs, by PostgreSQL's NOTIFY. It follows the commit in a transaction of
 * its own, for transactions that notify commit one after the other, each with its sync of the disk. All changes that are
 * committed before it goes out share one. One that is lost costs time, no change: the publisher looks by itself, too.
 */
@ApplicationScoped
class ChangeNotices {

    private static final Logger LOG = Logger.getLogger(ChangeNotices.class);

    private final TransactionSynchronizationRegistry transaction;
    private final DataSource database;
    private final AtomicBoolean due = new AtomicBoolean();

    ChangeNotices(TransactionSynchronizationRegistry transaction, DataSource database) {
        this.transaction = transaction;
        this.database = database;
    }

    /** Sends one when the present transaction is committed; needs a transaction. Does not block. */
    void afterCommit() {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing is known before the end.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED && due.compareAndSet(false, true)) {
                    hand();
                }
            }
        });
    }

    private void hand() {
        try {
            Infrastructure.getDefaultExecutor().execute(this::send);
        } catch (RejectedExecutionException stopping) {
            due.set(false);
        }
    }

    /** Whoever commits until the connection is there shares this notice. */
    private void send() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            due.set(false);
            statement.execute("notify " + Changes.CHANNEL);
        } catch (SQLException away) {
            due.set(false);
            LOG.debug("The publisher is not woken and looks later by itself", away);
        }
    }
}
