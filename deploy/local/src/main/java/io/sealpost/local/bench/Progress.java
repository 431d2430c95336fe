package io.sealpost.local.bench;

import io.sealpost.platform.process.ServerFailed;
import java.io.PrintStream;
import java.time.Duration;

/** Waits for what the tally hears, as long as something goes on. */
final class Progress {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SAY = Duration.ofSeconds(5);

    private final Tally tally;
    private final PrintStream out;

    Progress(Tally tally, PrintStream out) {
        this.tally = tally;
        this.out = out;
    }

    /** The port of the partner's server. */
    int awaitPort(Worker partner) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (tally.port().isEmpty()) {
            if (!partner.isRunning() || System.nanoTime() > deadline) {
                throw new ServerFailed("the partner's server did not start; see Partner.log");
            }
            pause();
        }
        return tally.port().getAsInt();
    }

    /** Returns when all is settled, and answers false when nothing has gone on for so long that it will not be. */
    boolean awaitSettled(Processes processes) {
        int seen = -1;
        long changed = System.nanoTime();
        long said = changed;
        while (!tally.isSettled()) {
            long now = System.nanoTime();
            if (tally.progress() != seen) {
                seen = tally.progress();
                changed = now;
            }
            if (now - changed > PATIENCE.toNanos()) {
                return false;
            }
            if (now - said > SAY.toNanos()) {
                said = now;
                processes.requireAll();
                Counts counts = tally.counts();
                out.printf("  %,d taken, %,d delivered%n", counts.taken(), counts.complete());
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while mail was on its way", e);
        }
    }
}
