package io.sealpost.local;

import io.sealpost.local.stack.Readiness;
import io.sealpost.local.state.ProcessId;
import io.sealpost.local.state.StackState;
import io.sealpost.local.state.StackState.PartState;
import io.sealpost.local.state.StateFile;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an earlier launcher started from a data folder, and the ways to list and to end it. */
final class Running {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path data;
    private final StateFile stateFile;
    private final PrintStream out;

    Running(Path data, PrintStream out) {
        this.data = data;
        this.stateFile = new StateFile(data);
        this.out = out;
    }

    /** Lists the parts; 0 if all are up, else 1. */
    int list() {
        Optional<StackState> state = stateFile.read().filter(StackState::isAlive);
        if (state.isEmpty()) {
            out.println("Nothing runs from " + data);
            return 1;
        }
        Readiness readiness = new Readiness();
        out.printf("%-10s %8s %6s  %s%n", "part", "pid", "port", "health");
        boolean allUp = state.get().ready();
        for (PartState part : state.get().parts()) {
            String health = health(part, readiness);
            allUp &= health.equals("up");
            out.printf("%-10s %8d %6d  %s%n", part.name(), part.process().pid(), part.port(), health);
        }
        if (state.get().launcher().running().isEmpty()) {
            out.println("The launcher itself has ended; `sealpost down` ends the parts that are left.");
        } else if (!state.get().ready()) {
            out.println("Not all parts are started yet.");
        }
        return allUp ? 0 : 1;
    }

    private static String health(PartState part, Readiness readiness) {
        if (part.process().running().isEmpty()) {
            return "ended";
        }
        return part.health().map(URI::create).map(readiness::isUp).orElse(true) ? "up" : "not ready";
    }

    /** Ends the launcher, which ends its parts; and whatever parts outlived a launcher that was killed. */
    int end() {
        Optional<StackState> state = stateFile.read().filter(StackState::isAlive);
        if (state.isEmpty()) {
            stateFile.delete();
            out.println("Nothing runs from " + data);
            return 0;
        }
        end(state.get().launcher());
        List<PartState> parts = new ArrayList<>(state.get().parts());
        Collections.reverse(parts);
        parts.forEach(part -> end(part.process()));
        stateFile.delete();
        out.println("Ended what ran from " + data);
        return 0;
    }

    private static void end(ProcessId process) {
        process.running().ifPresent(handle -> {
            handle.destroy();
            if (!ended(handle)) {
                handle.destroyForcibly();
            }
        });
    }

    private static boolean ended(ProcessHandle handle) {
        try {
            handle.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
