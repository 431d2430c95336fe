package io.sealpost.local;

import io.sealpost.local.command.Command;
import io.sealpost.local.command.CommandLine;
import io.sealpost.local.command.UsageError;
import io.sealpost.local.stack.StackConfig;
import io.sealpost.local.state.StackState;
import java.util.List;
import java.util.stream.Stream;

/** The options that a stack was started with, as its state file has them. */
record Recorded(List<String> options) {
    Recorded {
        options = List.copyOf(options);
    }

    static Recorded of(StackState state) {
        return new Recorded(state.options());
    }

    /** For a sentence: {@code with --relays 2} or {@code with the defaults}. */
    String words() {
        return options.isEmpty() ? "with the defaults" : "with " + String.join(" ", options);
    }

    /** A configuration of the same folder with these options; unchanged when they cannot be understood. */
    StackConfig appliedTo(StackConfig config) {
        try {
            Command command = CommandLine.parse(
                    Stream.concat(Stream.of("up"), options.stream()).toList());
            return command instanceof Command.Up up ? config.with(up.ports()).with(up.delivery()) : config;
        } catch (UsageError e) {
            return config;
        }
    }
}
