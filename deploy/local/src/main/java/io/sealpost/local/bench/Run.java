package io.sealpost.local.bench;

import io.sealpost.platform.process.ServerFailed;
import java.io.PrintStream;

/** The warm-up and then the load that is measured. */
final class Run {
    private final Load load;
    private final Tally tally;
    private final Worker generator;
    private final Processes processes;
    private final PrintStream out;

    Run(Load load, Tally tally, Worker generator, Processes processes, PrintStream out) {
        this.load = load;
        this.tally = tally;
        this.generator = generator;
        this.processes = processes;
        this.out = out;
    }

    /** Blocks until all is delivered, or nothing goes on any more. */
    Results results(Results.Setting setting) {
        int warmUp = load.the(Amount.WARM_UP);
        if (warmUp > 0) {
            out.printf("Warming up with %,d messages …%n", warmUp);
            send(0, warmUp);
            requireNoFailure(tally.counts());
        }
        out.printf("Measuring %,d messages …%n", load.the(Amount.MESSAGES));
        Counts countsBefore = tally.counts();
        Snapshot before = processes.snapshot(tally.connections(), load.stuck(warmUp));
        long begun = WallClock.micros();
        send(warmUp, load.the(Amount.MESSAGES));
        Snapshot used = processes
                .snapshot(tally.connections(), load.stuck(load.total()))
                .since(before);
        Counts counts = tally.counts().since(countsBefore);
        if (counts.complete() == 0) {
            throw new ServerFailed("nothing was delivered: " + String.join("; ", counts.failures()));
        }
        return Results.of(setting, begun, counts, tally.times(warmUp), used, processes.peakResidentMegabytes());
    }

    private static void requireNoFailure(Counts counts) {
        if (!counts.failures().isEmpty()) {
            throw new ServerFailed("the warm-up went wrong: " + String.join("; ", counts.failures()));
        }
    }

    private void send(int first, int count) {
        tally.expectMore();
        generator.order(first + " " + count);
        if (!new Progress(tally, out).awaitSettled(processes)) {
            out.println("Nothing has gone on for a while; what is missing counts as lost.");
        }
    }
}
