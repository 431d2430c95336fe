package io.sealpost.local;

import io.sealpost.local.stack.Readiness;
import io.sealpost.local.state.StackState;
import io.sealpost.local.state.StackState.PartState;
import java.net.URI;
import java.util.List;

/** How a part of a stack that some launcher looks after is now. */
record PartHealth(PartState part, Health health) {
    /** Asks all parts; blocks for a few seconds at most for each. */
    static List<PartHealth> ask(StackState state) {
        Readiness readiness = new Readiness();
        return state.parts().stream()
                .map(part -> new PartHealth(part, of(part, readiness)))
                .toList();
    }

    private static Health of(PartState part, Readiness readiness) {
        if (!part.process().isRunning()) {
            return Health.ENDED;
        }
        return part.health().map(URI::create).map(readiness::isUp).orElse(true) ? Health.UP : Health.NOT_READY;
    }

    String name() {
        return part.name();
    }

    boolean isUp() {
        return health == Health.UP;
    }

    boolean hasEnded() {
        return health == Health.ENDED;
    }

    /** What a part can be. */
    enum Health {
        UP("up"),
        NOT_READY("not ready"),
        ENDED("ended");

        private final String words;

        Health(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
