package io.sealpost.local.stack;

import io.sealpost.platform.postgres.PostgresServer;
import io.sealpost.platform.process.Launch;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.Server;
import io.sealpost.platform.process.ServerFailed;
import io.sealpost.platform.process.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Starts the services as a JVM each, and tells them where everything is. */
final class Services {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** Each question that is answered with no is a line in the service's log. */
    private static final Duration ASK_INTERVAL = Duration.ofMillis(400);

    private final StackConfig config;
    private final DataFolder data;
    private final Readiness readiness;

    Services(StackConfig config, DataFolder data, Readiness readiness) {
        this.config = config;
        this.data = data;
        this.readiness = readiness;
    }

    Server rules(PostgresServer postgres) {
        List<String> properties = database(postgres, "rules");
        properties.add("-Dsealpost.operator-key-file=" + data.operatorKey());
        properties.add("-Dsealpost.admin.token-file=" + data.adminToken());
        return start("rules", "rules-service", Jvm.SMALL, config.ports().rules(), properties, environment(postgres));
    }

    Server relay(int number) {
        String name = "relay-" + number;
        int port = config.ports().relay(number);
        List<String> properties = new ArrayList<>(List.of(
                "-Dsealpost.relay.id=" + name,
                "-Dsealpost.smtp.host=127.0.0.1",
                "-Dsealpost.smtp.port=" + config.ports().smtp(number),
                "-Dsealpost.smtp.hostname=" + name + ".sealpost.test",
                "-Dquarkus.tls.smtp.key-store.pem.0.cert=" + data.relayCertificate(),
                "-Dquarkus.tls.smtp.key-store.pem.0.key=" + data.relayKey(),
                "-Dquarkus.http.tls-configuration-name=smtp",
                "-Dquarkus.http.ssl-port=" + config.ports().relayHttps(number),
                "-Dsealpost.spool.directory=" + data.of(name).resolve("spool"),
                "-Dsealpost.admin.token-file=" + data.adminToken(),
                "-Dsealpost.admin.url=http://127.0.0.1:" + port,
                "-Dsealpost.reporter.credential-file=" + data.reporterCredential()));
        properties.addAll(config.delivery().properties());
        config.settings().forEach((setting, value) -> properties.add("-D" + setting + "=" + value));
        return start(name, "relay-service", config.relayJvm(), port, properties, Map.of());
    }

    Server bounce(PostgresServer postgres) {
        List<String> properties = database(postgres, "bounce");
        properties.addAll(List.of(
                "-Dsealpost.relays=" + relays(config.ports()::smtp),
                "-Dsealpost.https-relays=" + relays(config.ports()::relayHttps),
                "-Dquarkus.tls.relay.trust-store.pem.certs=" + data.caCertificate(),
                "-Dsealpost.admin.token-file=" + data.adminToken(),
                "-Dsealpost.reporter.credential-file=" + data.reporterCredential()));
        return start("bounce", "bounce-service", Jvm.SMALL, config.ports().bounce(), properties, environment(postgres));
    }

    private String relays(IntUnaryOperator port) {
        return IntStream.rangeClosed(1, config.ports().relays())
                .mapToObj(number -> "127.0.0.1:" + port.applyAsInt(number))
                .collect(Collectors.joining(","));
    }

    private static List<String> database(PostgresServer postgres, String name) {
        return new ArrayList<>(List.of(
                "-Dquarkus.datasource.jdbc.url=" + postgres.jdbcUrl(name),
                "-Dquarkus.datasource.username=" + postgres.user()));
    }

    /** Not on the command line, which every user of the machine can read. */
    private static Map<String, String> environment(PostgresServer postgres) {
        return Map.of("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
    }

    private Server start(
            String name, String service, Jvm jvm, int port, List<String> properties, Map<String, String> environment) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm.options(config.root()));
        command.addAll(List.of(
                "-Dkafka.bootstrap.servers=127.0.0.1:" + config.ports().kafka(),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.log.console.json.enabled=false"));
        command.addAll(properties);
        command.addAll(List.of("-jar", jar(service).toString()));
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(jvm.environment());
        ServerProcess process = ServerProcess.start(
                new Launch(name, command, all, data.of(name), data.log(name), "TERM", Lifetime.OWNER));
        return ready(process, port);
    }

    private Server ready(ServerProcess process, int port) {
        try {
            process.awaitReady(START_LIMIT, ASK_INTERVAL, () -> readiness.isUp(Readiness.of(port)));
            return process;
        } catch (ServerFailed e) {
            process.kill();
            throw e;
        }
    }

    private Path jar(String service) {
        Path jar = config.root().resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new ServerFailed(service + " is not built: there is no " + jar);
        }
        return jar;
    }
}
