package io.sealpost.local.stack;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.postgres.PostgresServer;
import io.sealpost.platform.process.Lifetime;
import io.sealpost.platform.process.Server;
import io.sealpost.platform.process.ServerFailed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a stack, each of which knows how it is started, none of which runs yet. */
final class Assembly {
    private final Ports ports;
    private final DataFolder data;
    private final Services services;
    private final Runnable changed;
    private final AtomicReference<@Nullable PostgresServer> postgres = new AtomicReference<>();

    /** @param changed called when a part was started or ended */
    Assembly(StackConfig config, DataFolder data, Runnable changed) {
        this.ports = config.ports();
        this.data = data;
        this.services = new Services(config, data, new Readiness());
        this.changed = changed;
    }

    /** What the services need. */
    List<Part> infrastructure() {
        return List.of(
                part("kafka", ports.kafka(), this::startKafka),
                part("postgres", ports.postgres(), this::startPostgres));
    }

    /** The services. */
    List<Part> applications() {
        return Stream.of(
                        Stream.of(service("rules", ports.rules(), () -> services.rules(database()))),
                        IntStream.rangeClosed(1, ports.relays()).mapToObj(this::relay),
                        Stream.of(service("bounce", ports.bounce(), () -> services.bounce(database()))))
                .flatMap(parts -> parts)
                .toList();
    }

    private Server startKafka() {
        return KafkaBroker.start(data.of("kafka"), ports.kafka(), Lifetime.OWNER);
    }

    private Server startPostgres() {
        PostgresServer server = PostgresServer.start(data.of("postgres"), ports.postgres(), Lifetime.OWNER);
        try {
            server.createDatabase("rules");
            server.createDatabase("bounce");
        } catch (ServerFailed e) {
            server.stop();
            throw e;
        }
        postgres.set(server);
        return server;
    }

    private PostgresServer database() {
        return Objects.requireNonNull(postgres.get(), "PostgreSQL starts before what needs it");
    }

    private Part relay(int number) {
        return service("relay-" + number, ports.relay(number), () -> services.relay(number));
    }

    private Part part(String name, int port, Supplier<Server> starter) {
        return new Part(name, port, Optional.empty(), starter, changed);
    }

    private Part service(String name, int port, Supplier<Server> starter) {
        return new Part(name, port, Optional.of(Readiness.of(port)), starter, changed);
    }
}
