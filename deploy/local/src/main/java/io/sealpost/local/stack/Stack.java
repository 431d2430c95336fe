package io.sealpost.local.stack;

import io.sealpost.local.state.LauncherLock;
import io.sealpost.local.state.ProcessId;
import io.sealpost.local.state.StackState;
import io.sealpost.local.state.StackState.PartState;
import io.sealpost.local.state.StateFile;
import io.sealpost.local.state.Survivor;
import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All of Sealpost on this machine. Kafka and PostgreSQL start side by side, then all services; they end in the reverse
 * order, at the latest with this JVM. The state file in the data folder says what runs.
 */
public final class Stack implements AutoCloseable {
    private final StackConfig config;
    private final DataFolder data;
    private final LauncherLock lock;
    private final StateFile stateFile;
    private final List<Part> infrastructure;
    private final List<Part> applications;
    private final SideBySide sideBySide = new SideBySide();
    private final Thread hook = new Thread(this::end, "end-the-stack");
    private volatile Phase phase = Phase.STARTING;

    private Stack(StackConfig config, LauncherLock lock) {
        this.config = config;
        this.data = new DataFolder(config.data());
        this.lock = lock;
        this.stateFile = new StateFile(config.data());
        Assembly assembly = new Assembly(config, data, this::record);
        this.infrastructure = assembly.infrastructure();
        this.applications = assembly.applications();
    }

    /** Starts all parts and blocks until all are ready; on any failure nothing is left running. */
    public static Stack start(StackConfig config) {
        makeWay(config);
        Stack stack = new Stack(config, LauncherLock.take(config.data()).orElseThrow(() -> runsAlready(config)));
        Runtime.getRuntime().addShutdownHook(stack.hook);
        try {
            stack.startParts();
            return stack;
        } catch (RuntimeException e) {
            boolean interrupted = stack.phase == Phase.ENDING;
            RuntimeException explained = FreeSpace.of(config.data()).explain(e);
            stack.close();
            throw interrupted ? new ServerFailed("ended while it was starting", e) : explained;
        }
    }

    /**
     * Ends what a launcher that was killed has left in the data folder, and answers what it was. Fails, saying what would
     * help, when a launcher works there, the folder cannot be written to or its disk is too full, or a port is taken.
     * The state of an earlier run is forgotten.
     */
    public static List<Survivor> makeWay(StackConfig config) {
        new DataFolder(config.data()).requireWritable();
        if (LauncherLock.holder(config.data()).isPresent()) {
            throw runsAlready(config);
        }
        List<Survivor> ended = Survivor.endAll(config.data());
        FreeSpace.of(config.data()).requireForStart();
        config.ports().requireFree();
        new StateFile(config.data()).delete();
        return ended;
    }

    private static ServerFailed runsAlready(StackConfig config) {
        return new ServerFailed("Sealpost runs already from " + config.data()
                + "; see `sealpost status`, and end it with `sealpost down`, both with the same --data");
    }

    /**
     * Starts those parts that have ended, on the data they have, and blocks until they are ready; answers their names. On
     * a failure the others stay as they are.
     */
    public List<String> bringBack() {
        List<String> ended = ended().map(Part::name).toList();
        try {
            startEnded(infrastructure);
            startEnded(applications);
            record();
            return ended;
        } catch (RuntimeException e) {
            throw FreeSpace.of(config.data()).explain(e);
        }
    }

    /** Those parts that do not run. */
    public Stream<Part> ended() {
        return parts().stream().filter(part -> !part.isRunning());
    }

    private void startEnded(List<Part> parts) {
        sideBySide.run(tasks(parts.stream().filter(part -> !part.isRunning()).toList(), Part::start));
    }

    /** Whether all was started and nothing is being ended yet. */
    public boolean isReady() {
        return phase == Phase.READY;
    }

    /** All parts, in the order of their start. */
    public List<Part> parts() {
        return Stream.concat(infrastructure.stream(), applications.stream()).toList();
    }

    /** The part of that name: {@code kafka}, {@code postgres}, {@code rules}, {@code relay-1} …, {@code bounce}. */
    public Part part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no part " + name));
    }

    public DataFolder data() {
        return data;
    }

    /** The rules-service, without a path. */
    public URI rules() {
        return http(config.ports().rules());
    }

    /** The REST API of a relay, without a path; relays are counted from 1. */
    public URI relay(int number) {
        return http(config.ports().relay(number));
    }

    /** The REST API of the bounce-service, without a path. */
    public URI bounce() {
        return http(config.ports().bounce());
    }

    /** Where a relay takes mail; relays are counted from 1. */
    public InetSocketAddress smtp(int number) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), config.ports().smtp(number));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + config.ports().kafka();
    }

    /** The API key for everything. */
    public String operatorKey() {
        return secret(data.operatorKey());
    }

    /** The bearer secret of the operators' REST of relays and bounce-service. */
    public String adminToken() {
        return secret(data.adminToken());
    }

    private static String secret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ServerFailed("cannot read the secret " + file + ": " + e, e);
        }
    }

    /** Ends all parts in the reverse order of their start. Blocks for a bounded time. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook does the work.
            return;
        }
        end();
    }

    private void end() {
        phase = Phase.ENDING;
        sideBySide.cancel();
        SideBySide ending = new SideBySide();
        ending.run(tasks(applications, Stack::stopWhateverHappens));
        ending.run(tasks(infrastructure, Stack::stopWhateverHappens));
        ending.cancel();
        stateFile.delete();
        lock.close();
    }

    /** One part that does not stop must not keep the others from it. */
    private static void stopWhateverHappens(Part part) {
        try {
            part.retire();
        } catch (RuntimeException e) {
            System.err.println("sealpost: " + part.name() + " did not stop: " + e.getMessage());
        }
    }

    private static List<Runnable> tasks(List<Part> parts, Consumer<Part> act) {
        return parts.stream().<Runnable>map(part -> () -> act.accept(part)).toList();
    }

    private void startParts() {
        record();
        data.prepare();
        sideBySide.run(tasks(infrastructure, Part::start));
        sideBySide.run(tasks(applications, Part::start));
        phase = Phase.READY;
        record();
    }

    private static URI http(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private synchronized void record() {
        if (phase == Phase.ENDING) {
            return;
        }
        List<PartState> running = parts().stream()
                .flatMap(part -> part.pid().stream().map(pid -> state(part, pid)))
                .toList();
        stateFile.write(new StackState(isReady(), config.options(), running));
    }

    private static PartState state(Part part, long pid) {
        return new PartState(
                part.name(), ProcessId.of(pid), part.port(), part.health().map(URI::toString));
    }

    private enum Phase {
        STARTING,
        READY,
        ENDING
    }
}
