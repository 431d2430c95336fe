package io.sealpost.rules.publish;

import io.sealpost.rules.change.Changes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * The publisher's own connection to the database: it hears of changes, and while it lives it may hold the lock that
 * lets one instance publish.
 */
final class PublisherConnection implements AutoCloseable {

    /** Key of the advisory lock; any number that nobody else takes in this database. */
    private static final long PUBLISHER = 0x5ea1_0002L;

    private final Connection connection;
    private boolean leading;

    PublisherConnection(String url, Properties credentials) throws SQLException {
        Properties settings = new Properties();
        settings.putAll(credentials);
        settings.setProperty("ApplicationName", "sealpost-publisher");
        settings.setProperty("connectTimeout", "5");
        settings.setProperty("tcpKeepAlive", "true");
        Connection opened = new Driver().connect(url, settings);
        if (opened == null) {
            throw new SQLException("No URL of a PostgreSQL database: " + url);
        }
        connection = opened;
        execute("listen " + Changes.CHANNEL);
    }

    /** Whether this instance publishes; takes the lock if it is free, and proves that the connection still lives. */
    boolean leads() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(
                        leading ? "select true" : "select pg_try_advisory_lock(" + PUBLISHER + ")")) {
            answer.next();
            leading = answer.getBoolean(1);
            return leading;
        }
    }

    /** Returns when something has changed or {@code most} has passed. */
    void awaitChange(Duration most) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications((int) Math.max(1, most.toMillis()));
    }

    /** Ends the connection from another thread, whatever it is doing. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            // That is what was wanted.
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
