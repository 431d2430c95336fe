package io.sealpost.rules.publish;

import io.sealpost.rules.change.Changes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * The publisher's own connection to the database: it hears of changes, and while it lives it may hold the lock that
 * lets one instance publish.
 *
 * <p>Neither side waits for the other for ever. The database ends a session that is silent for the time of the lease
 * (its process is frozen) or whose host does not answer (TCP keepalive), and so frees the lock; this side gives up
 * a database that does not answer within {@value #PATIENCE} s.
 */
final class PublisherConnection implements AutoCloseable {

    /** Key of the advisory lock; any number that nobody else takes in this database. */
    private static final long PUBLISHER = 0x5ea1_0002L;

    private static final String PATIENCE = "10";
    /** So soon a stop is noticed. */
    private static final int GLANCE_MILLIS = 250;

    private final Connection connection;
    private boolean leading;

    PublisherConnection(String url, Properties credentials, Duration lease) throws SQLException {
        Properties settings = new Properties();
        settings.putAll(credentials);
        settings.setProperty("ApplicationName", "sealpost-publisher");
        settings.setProperty("connectTimeout", "3");
        settings.setProperty("socketTimeout", PATIENCE);
        settings.setProperty("tcpKeepAlive", "true");
        Connection opened = new Driver().connect(url, settings);
        if (opened == null) {
            throw new SQLException("No URL of a PostgreSQL database: " + url);
        }
        connection = opened;
        execute("set idle_session_timeout = " + lease.toMillis());
        execute("set tcp_keepalives_idle = 10");
        execute("set tcp_keepalives_interval = 5");
        execute("set tcp_keepalives_count = 3");
        execute("listen " + Changes.CHANNEL);
    }

    /** Whether this instance publishes; takes the lock if it is free, and proves that the connection still lives. */
    boolean leads() throws SQLException {
        leading = ask(leading ? "select true" : "select pg_try_advisory_lock(" + PUBLISHER + ")");
        return leading;
    }

    /** Lets another instance publish, if there is one that can; a word to the database in any case, for the lease. */
    void yieldLead() throws SQLException {
        ask(leading ? "select pg_advisory_unlock(" + PUBLISHER + ")" : "select true");
        leading = false;
    }

    /** Returns when something has changed, {@code most} has passed, or it is not wanted any more. */
    void awaitChange(Duration most, BooleanSupplier wanted) throws SQLException {
        PGConnection listening = connection.unwrap(PGConnection.class);
        long deadline = System.nanoTime() + most.toNanos();
        int heard = 0;
        while (heard == 0 && wanted.getAsBoolean() && System.nanoTime() - deadline < 0) {
            heard = listening.getNotifications(GLANCE_MILLIS).length;
        }
    }

    /** Ends the connection from another thread, whatever it is doing. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // That is what was wanted.
        }
    }

    private boolean ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
