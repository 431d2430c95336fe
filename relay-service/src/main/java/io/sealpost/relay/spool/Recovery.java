package io.sealpost.relay.spool;

import org.rocksdb.WALRecoveryMode;

/** What becomes of a write-ahead log that is not as it was written (ADR 0016). */
enum Recovery {
    /**
     * A torn last record is what a crash leaves of a write that nobody was told of. Damage before the end refuses the
     * start: going on would lose accepted mail unseen.
     */
    TORN_TAIL(WALRecoveryMode.TolerateCorruptedTailRecords),
    /**
     * All that can be read is taken, also what lies behind the damage: a message that comes back though it was delivered is
     * sent twice, one that does not is lost.
     */
    WHATEVER_CAN_BE_READ(WALRecoveryMode.SkipAnyCorruptedRecords);

    private final WALRecoveryMode mode;

    Recovery(WALRecoveryMode mode) {
        this.mode = mode;
    }

    WALRecoveryMode mode() {
        return mode;
    }
}
