package io.sealpost.platform.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A server in a process of its own, in a session of its own, so that a terminal's Ctrl-C reaches only the launcher, which
 * then ends its servers in order. All methods block for a bounded time.
 */
public final class ServerProcess implements Server {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_AFTER_KILL = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 40;

    private final Launch launch;
    private final Process process;
    private final long logStart;
    private final Optional<Thread> hook;

    private ServerProcess(Launch launch, Process process, long logStart) {
        this.launch = launch;
        this.process = process;
        this.logStart = logStart;
        this.hook = launch.lifetime() == Lifetime.JVM
                ? Optional.of(new Thread(() -> end(Duration.ofSeconds(5)), "end-" + launch.name()))
                : Optional.empty();
        hook.ifPresent(Runtime.getRuntime()::addShutdownHook);
    }

    /** Starts the process and returns at once. */
    public static ServerProcess start(Launch launch) {
        try {
            Files.createDirectories(launch.directory());
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            long logStart = Files.exists(launch.log()) ? Files.size(launch.log()) : 0;
            List<String> command = new ArrayList<>(List.of("setsid"));
            command.addAll(launch.command());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(launch.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
            builder.environment().putAll(launch.environment());
            builder.environment().putAll(StartedProcess.mark(launch.directory()));
            return new ServerProcess(launch, builder.start(), logStart);
        } catch (IOException e) {
            throw new ServerFailed(launch.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until the server is ready; fails when the process ends before, or when the limit has passed. */
    public void awaitReady(Duration limit, BooleanSupplier ready) {
        awaitReady(limit, POLL, ready);
    }

    /** As {@link #awaitReady(Duration, BooleanSupplier)}, asking once in an interval. */
    public void awaitReady(Duration limit, Duration interval, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw failed("ended with exit code " + process.exitValue() + " before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw failed("was not ready within " + limit.toSeconds() + " s");
            }
            pause(interval);
        }
    }

    /** Waits until the process has ended by itself, and fails when it did not end with 0. */
    public void awaitSuccess(Duration limit) {
        if (!ended(limit)) {
            kill();
            throw failed("did not end within " + limit.toSeconds() + " s");
        }
        forgetHook();
        if (process.exitValue() != 0) {
            throw failed("ended with exit code " + process.exitValue());
        }
    }

    /** Whether a line written to the log since the start fulfils the condition. */
    public boolean logged(Predicate<String> condition) {
        return logSinceStart().lines().anyMatch(condition);
    }

    /** Asks the process to end with its stop signal, and kills it when it has not ended within the patience. */
    public void stop(Duration patience) {
        end(patience);
        forgetHook();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        if (!ended(PATIENCE_AFTER_KILL)) {
            throw failed("is still there " + PATIENCE_AFTER_KILL.toSeconds() + " s after SIGKILL");
        }
        forgetHook();
    }

    @Override
    public void stop() {
        stop(PATIENCE);
    }

    /** Lets the process live on when this JVM ends. */
    public void release() {
        forgetHook();
    }

    /** An error that names the server, its log file and what the log's last lines say. */
    public ServerFailed failed(String what) {
        List<String> lines = logSinceStart().lines().toList();
        String tail = String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        return new ServerFailed(launch.name() + " " + what + "; the end of its log " + launch.log() + ":\n  " + tail);
    }

    private void end(Duration patience) {
        if (process.isAlive() && !(signalled() && ended(patience))) {
            process.destroyForcibly();
            ended(PATIENCE_AFTER_KILL);
        }
    }

    /** By the kill program, since a JVM can send SIGTERM only. */
    private boolean signalled() {
        try {
            String signal = "-" + launch.stopSignal();
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits on when interrupted: who ends a process needs to know that it is gone. */
    private boolean ended(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void pause(Duration interval) {
        try {
            Thread.sleep(interval.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for, since the waiting thread was interrupted");
        }
    }

    private void forgetHook() {
        try {
            hook.ifPresent(Runtime.getRuntime()::removeShutdownHook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs already and finds the process gone.
            return;
        }
    }

    private String logSinceStart() {
        try (var log = Files.newInputStream(launch.log())) {
            log.skipNBytes(logStart);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
