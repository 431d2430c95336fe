package io.sealpost.local;

import io.sealpost.local.stack.DataFolder;
import io.sealpost.local.stack.FreeSpace;
import io.sealpost.local.stack.StackConfig;
import io.sealpost.local.state.BringBackRequest;
import io.sealpost.local.state.LauncherLock;
import io.sealpost.local.state.StackState;
import io.sealpost.local.state.StateFile;
import io.sealpost.platform.process.ServerFailed;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code up} on a folder in which a launcher works: asks that one to bring back what has ended, which it does as soon as
 * it has started everything, and returns when all is up. The running stack keeps its options.
 */
final class SecondUp {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 200;

    private final StackConfig asked;
    private final StateFile stateFile;
    private final BringBackRequest request;
    private final PrintStream out;

    SecondUp(StackConfig asked, PrintStream out) {
        this.asked = asked;
        this.stateFile = new StateFile(asked.data());
        this.request = new BringBackRequest(asked.data());
        this.out = out;
    }

    int run() {
        stateFile.read().ifPresent(this::refuseOtherOptions);
        stateFile.damage().ifPresent(out::println);
        out.println("Sealpost runs already from " + asked.data());
        names(PartHealth::hasEnded).forEach(name -> out.println("Bringing back " + name));
        request.make();
        await(() -> !request.isPending(), () -> "has not answered; " + seeLog());
        request.failure().ifPresent(why -> {
            throw refused(why);
        });
        await(
                () -> names(part -> !part.isUp()).isEmpty(),
                () -> "still waits for " + String.join(", ", names(part -> !part.isUp())) + "; see the logs in "
                        + new DataFolder(asked.data()).logs());
        out.println("Everything is up.");
        stateFile.read().ifPresent(state -> new Welcome(Recorded.of(state).appliedTo(asked)).sayTo(out));
        return 0;
    }

    /** A launcher that cannot say why had no room for it. */
    private RuntimeException refused(String why) {
        String what = "not everything could be brought back: ";
        return why.isEmpty()
                ? FreeSpace.of(asked.data()).explain(new ServerFailed(what + seeLog()))
                : new ServerFailed(what + why);
    }

    /** Plain {@code up} takes the running stack as it is. */
    private void refuseOtherOptions(StackState state) {
        if (!asked.options().isEmpty() && !asked.options().equals(state.options())) {
            throw new ServerFailed("Sealpost runs already from " + asked.data() + " "
                    + Recorded.of(state).words()
                    + " and keeps that until `sealpost down`; `sealpost up` with no other option "
                    + "than --data brings back what has ended");
        }
    }

    private String seeLog() {
        return "see " + new DataFolder(asked.data()).log("launcher") + " or that launcher's terminal";
    }

    private List<String> names(Predicate<PartHealth> condition) {
        return stateFile.read().stream()
                .flatMap(state -> PartHealth.ask(state).stream())
                .filter(condition)
                .map(PartHealth::name)
                .toList();
    }

    private void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (LauncherLock.holder(asked.data()).isEmpty()) {
                throw new ServerFailed("the launcher that worked in " + asked.data() + " has ended; try again");
            }
            if (System.nanoTime() > deadline) {
                throw new ServerFailed("the launcher that works in " + asked.data() + " " + otherwise.get());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while waiting for the launcher", e);
        }
    }
}
