package io.sealpost.platform.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sealpost.platform.postgres.PostgresServer;
import java.util.Map;

/**
 * One PostgreSQL for all tests of a JVM, and in it the database that the argument {@code database} names; sets
 * {@code quarkus.datasource.jdbc.url}, {@code .username} and {@code .password}. It ends with the JVM, not with the
 * application under test: system properties tell the next start of this resource, which may come from another class
 * loader, where the database is.
 */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private static final String RUNNING = "sealpost.test.postgres.";

    private String database = "test";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        String url = System.getProperty(RUNNING + database + ".url");
        if (url == null) {
            PostgresServer server = PostgresServer.start(PlatformFolder.fresh("postgres-" + database), 0);
            server.createDatabase(database);
            url = server.jdbcUrl(database);
            System.setProperty(RUNNING + database + ".url", url);
            System.setProperty(RUNNING + database + ".username", server.user());
            System.setProperty(RUNNING + database + ".password", server.password());
        }
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", property("username"),
                "quarkus.datasource.password", property("password"));
    }

    @Override
    public void stop() {}

    private String property(String name) {
        return System.getProperty(RUNNING + database + "." + name, "");
    }
}
