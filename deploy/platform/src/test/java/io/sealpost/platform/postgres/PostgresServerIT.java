package io.sealpost.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresServerIT {
    private final Path folder;
    private final Path leftover;
    private final PostgresServer server;

    PostgresServerIT(@TempDir Path folder) throws IOException {
        this.folder = folder.resolve("with space");
        leftover = Files.createDirectories(this.folder.resolve("cluster-4711/base"));
        server = PostgresServer.start(this.folder, 0);
        server.createDatabase("facts");
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    void keepsItsRowsOverAStop() throws SQLException {
        execute("create table over_a_stop (fact text)", "insert into over_a_stop values ('kept')");

        server.stop();
        server.restart();

        assertThat(query("select fact from over_a_stop")).containsExactly("kept");
    }

    @Test
    void keepsItsRowsOverTwoCrashesInARow() throws SQLException {
        execute("create table over_a_crash (fact text)", "insert into over_a_crash values ('kept')");

        for (int crash = 0; crash < 2; crash++) {
            server.kill();
            server.restart();
        }

        assertThat(query("select fact from over_a_crash")).containsExactly("kept");
    }

    @Test
    void startsThoughAPidFileNamesALivingProcess() throws Exception {
        server.stop();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        Path pidFile = folder.resolve("cluster/postmaster.pid");
        Files.writeString(pidFile, stranger.pid() + "\n" + pidFile.getParent() + "\n");

        server.restart();

        stranger.destroy();
        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void clearsAwayWhatAnInterruptedStartLeft() {
        assertThat(leftover.getParent()).doesNotExist();
    }

    @Test
    void isDurable() throws SQLException {
        assertThat(query("select current_setting('fsync') || current_setting('synchronous_commit')"))
                .containsExactly("onon");
    }

    @Test
    void leavesADatabaseThatIsThereAlone() throws SQLException {
        execute("create table kept (fact text)");

        server.createDatabase("facts");

        assertThat(query("select count(*) from kept")).containsExactly("0");
    }

    @Test
    void doesNotStartTwiceOnOneFolder() {
        assertThatThrownBy(() -> PostgresServer.start(folder, 0))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("in use by the processes");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private Connection connect() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl("facts"));
        return source.getConnection(server.user(), server.password());
    }
}
