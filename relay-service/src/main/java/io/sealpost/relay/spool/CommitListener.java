package io.sealpost.relay.spool;

import java.time.Duration;

/** Hears of each sync of the spool, on the committer's thread: it must be quick. */
@FunctionalInterface
public interface CommitListener {
    /**
     * A group was synced.
     *
     * @param changes how many callers it served
     * @param took from its write to the end of the sync
     */
    void committed(int changes, Duration took);
}
