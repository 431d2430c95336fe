package io.sealpost.relay.spool;

import org.rocksdb.RocksDBException;

/** A part of a batch. */
@FunctionalInterface
interface Change {
    void into(Batch batch) throws RocksDBException;

    /** This one and then another one. */
    default Change and(Change next) {
        return batch -> {
            into(batch);
            next.into(batch);
        };
    }
}
