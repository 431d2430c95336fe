package io.sealpost.local;

import io.sealpost.local.state.LauncherLock;
import io.sealpost.local.state.ProcessId;
import io.sealpost.local.state.StackState;
import io.sealpost.local.state.StateFile;
import io.sealpost.local.state.Survivor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
        stateFile.damage().ifPresent(out::println);
        if (LauncherLock.holder(data).isEmpty()) {
            listSurvivors();
            return 1;
        }
        return stateFile.read().map(this::list).orElse(1);
    }

    private int list(StackState state) {
        List<PartHealth> parts = PartHealth.ask(state);
        print(parts);
        List<String> ended = parts.stream()
                .filter(PartHealth::hasEnded)
                .map(PartHealth::name)
                .toList();
        if (!ended.isEmpty()) {
            out.println("Ended: " + String.join(", ", ended) + ". `sealpost up` brings back what has ended.");
        } else if (!state.ready()) {
            out.println("Not all parts are started yet.");
        }
        return state.ready() && parts.stream().allMatch(PartHealth::isUp) ? 0 : 1;
    }

    private void print(List<PartHealth> parts) {
        out.printf("%-10s %8s %6s  %s%n", "part", "pid", "port", "health");
        for (PartHealth each : parts) {
            out.printf(
                    "%-10s %8d %6d  %s%n",
                    each.name(), each.part().process().pid(), each.part().port(), each.health());
        }
    }

    private void listSurvivors() {
        List<Survivor> survivors = Survivor.of(data);
        if (survivors.isEmpty()) {
            out.println("Nothing runs from " + data);
            return;
        }
        out.printf("%-10s %8s%n", "part", "pid");
        survivors.forEach(
                left -> out.printf("%-10s %8d%n", left.part(), left.process().pid()));
        out.println(
                "The launcher has ended, and these parts are left. `sealpost up` ends them and starts everything on "
                        + "the same data; `sealpost down` only ends them.");
    }

    /** Ends the launcher, which ends its parts; and whatever parts outlived a launcher that was killed. */
    int end() {
        Optional<ProcessId> launcher = LauncherLock.holder(data);
        launcher.ifPresent(process -> Survivor.end(process, "the launcher", PATIENCE));
        List<Survivor> survivors = Survivor.endAll(data);
        stateFile.delete();
        out.println((launcher.isEmpty() && survivors.isEmpty() ? "Nothing runs from " : "Ended what ran from ") + data);
        return 0;
    }
}
