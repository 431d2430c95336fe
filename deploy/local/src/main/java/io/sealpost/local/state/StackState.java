package io.sealpost.local.state;

import java.util.List;
import java.util.Optional;

/**
 * What a launcher started.
 *
 * @param ready whether all parts were ready
 * @param options the options of {@code up} that differ from the defaults, as words of a command line
 */
public record StackState(boolean ready, List<String> options, List<PartState> parts) {
    public StackState {
        options = List.copyOf(options);
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param health where its health is asked, if it speaks HTTP
     */
    public record PartState(String name, ProcessId process, int port, Optional<String> health) {}
}
