package io.sealpost.local.stack;

import io.sealpost.platform.process.Server;
import io.sealpost.platform.process.ServerFailed;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process of a stack, which can be stopped, killed and started again by itself. Thread-safe. */
public final class Part {
    private final String name;
    private final int port;
    private final Optional<URI> health;
    private final Supplier<Server> starter;
    private final Runnable changed;
    private volatile @Nullable Server server;
    private boolean retired;

    Part(String name, int port, Optional<URI> health, Supplier<Server> starter, Runnable changed) {
        this.name = name;
        this.port = port;
        this.health = health;
        this.starter = starter;
        this.changed = changed;
    }

    /** {@code kafka}, {@code postgres}, {@code rules}, {@code relay-1} …, {@code bounce}. */
    public String name() {
        return name;
    }

    /** The port of its REST API, or its own for Kafka and PostgreSQL. */
    public int port() {
        return port;
    }

    /** Where its readiness is asked; none for Kafka and PostgreSQL. */
    public Optional<URI> health() {
        return health;
    }

    public boolean isRunning() {
        Server current = server;
        return current != null && current.isRunning();
    }

    /** The pid, or empty when the part is not ready yet, or was ended. */
    public Optional<Long> pid() {
        return Optional.ofNullable(server).map(Server::pid);
    }

    /** Starts the part on the data it has, and blocks until it is ready. */
    public void start() {
        synchronized (this) {
            if (retired) {
                throw new ServerFailed(name + " is not started, since its stack has ended");
            }
            if (isRunning()) {
                throw new ServerFailed(name + " runs already");
            }
            server = starter.get();
        }
        changed.run();
    }

    /** Ends the part in good order; nothing happens when it does not run. */
    public void stop() {
        end(Server::stop);
    }

    /** Ends the part as a crash would; nothing happens when it does not run. */
    public void kill() {
        end(Server::kill);
    }

    /** Ends the part in good order for good: who starts it afterwards, from whatever thread, fails. */
    void retire() {
        synchronized (this) {
            retired = true;
        }
        stop();
    }

    private void end(Consumer<Server> how) {
        synchronized (this) {
            Server current = server;
            if (current != null) {
                how.accept(current);
                server = null;
            }
        }
        changed.run();
    }
}
