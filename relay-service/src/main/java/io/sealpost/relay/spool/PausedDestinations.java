package io.sealpost.relay.spool;

import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the list of paused destinations over a restart: one record. */
public final class PausedDestinations {
    /** How many there may be. */
    public static final int MOST = 1000;

    private static final Logger LOG = Logger.getLogger(PausedDestinations.class);
    private static final byte[] KEY = Keys.meta("paused-destinations");

    private final Store store;

    PausedDestinations(Store store) {
        this.store = store;
    }

    /** The list as it was saved; a damaged one is logged, and then none is paused. Blocks. */
    public List<PausedDestination> saved() {
        return store.get(Family.META, KEY).map(PausedDestinations::read).orElse(List.of());
    }

    /**
     * Saves the list, synced. Blocks.
     *
     * @throws IllegalArgumentException if they are more than {@value #MOST}
     */
    public void save(Collection<PausedDestination> paused) {
        if (paused.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " destinations can be paused");
        }
        store.put(Family.META, KEY, RecordFormat.encode(new Paused(List.copyOf(paused))));
    }

    private static List<PausedDestination> read(byte[] stored) {
        try {
            return RecordFormat.decode(stored, Paused.class).destinations();
        } catch (DamagedRecordException e) {
            LOG.errorf(e, "the list of paused destinations is damaged; none is paused");
            return List.of();
        }
    }

    private record Paused(List<PausedDestination> destinations) {}
}
