package io.sealpost.local.command;

import io.sealpost.local.bench.Bench;
import io.sealpost.local.stack.Delivery;
import io.sealpost.local.stack.Ports;
import java.nio.file.Path;
import java.util.Optional;

/** What the launcher is asked to do. An empty data folder stands for the default. */
public sealed interface Command {
    /** Hands the command to the one method that is for it. */
    int runBy(Runner runner);

    /** Does what commands say; each method returns the exit code. */
    interface Runner {
        int demo(Demo demo);

        int bench(Bench.Order order);

        int up(Up up);

        int status(Status status);

        int down(Down down);

        int help();
    }

    /** Shows the main job. */
    record Demo(int portOffset) implements Command {
        @Override
        public int runBy(Runner runner) {
            return runner.demo(this);
        }
    }

    /** Measures how fast everything is. */
    record Measure(Bench.Order order) implements Command {
        @Override
        public int runBy(Runner runner) {
            return runner.bench(order);
        }
    }

    /** Starts everything; detached it returns when all is ready. */
    record Up(boolean detach, Optional<Path> data, Ports ports, Delivery delivery) implements Command {
        @Override
        public int runBy(Runner runner) {
            return runner.up(this);
        }
    }

    /** Lists what runs. */
    record Status(Optional<Path> data) implements Command {
        @Override
        public int runBy(Runner runner) {
            return runner.status(this);
        }
    }

    /** Ends what {@link Up} started. */
    record Down(Optional<Path> data) implements Command {
        @Override
        public int runBy(Runner runner) {
            return runner.down(this);
        }
    }

    /** Explains itself. */
    record Help() implements Command {
        @Override
        public int runBy(Runner runner) {
            return runner.help();
        }
    }
}
