package io.sealpost.local.state;

import java.util.List;
import java.util.Optional;

/**
 * What a launcher started.
 *
 * @param ready whether all parts were ready
 */
public record StackState(ProcessId launcher, boolean ready, List<PartState> parts) {
    public StackState {
        parts = List.copyOf(parts);
    }

    /** Whether the launcher or any of its parts still runs. */
    public boolean isAlive() {
        return launcher.running().isPresent()
                || parts.stream().anyMatch(part -> part.process().running().isPresent());
    }

    /**
     * One part.
     *
     * @param health where its health is asked, if it speaks HTTP
     */
    public record PartState(String name, ProcessId process, int port, Optional<String> health) {}
}
