package io.sealpost.rules.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stores lines, organization after organization. Blocks. */
@ApplicationScoped
class Importer {

    private final GroupStore store;

    Importer(GroupStore store) {
        this.store = store;
    }

    /** Hears of lines as soon as their organization is stored or refused, in their order. */
    interface Listener {
        void told(List<Outcome> outcomes) throws IOException;
    }

    void run(LineReader lines, String by, Listener listener) throws IOException {
        while (lines.hasNext()) {
            Group group = new Group(lines);
            try {
                listener.told(store.store(group, by));
            } catch (LineFailed failed) {
                listener.told(failed.outcomes());
                passOver(group, listener);
            }
        }
    }

    /** The lines behind the one that failed, none of which is stored. */
    private static void passOver(Group group, Listener listener) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        while (group.hasNext()) {
            outcomes.add(Outcome.of(group.next().number(), Outcome.State.ROLLED_BACK));
            if (outcomes.size() == GroupStore.BATCH) {
                listener.told(outcomes);
                outcomes.clear();
            }
        }
        listener.told(outcomes);
    }
}
