package io.sealpost.relay.spool;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Collects what is to be written at once. */
final class Batch {
    private final WriteBatch writes;
    private final Store store;

    Batch(WriteBatch writes, Store store) {
        this.writes = writes;
        this.store = store;
    }

    void put(Family family, byte[] key, byte[] value) throws RocksDBException {
        writes.put(store.handle(family), key, value);
    }

    void delete(Family family, byte[] key) throws RocksDBException {
        writes.delete(store.handle(family), key);
    }

    /** From the first key to the last, which stays. */
    void deleteRange(Family family, byte[] from, byte[] to) throws RocksDBException {
        writes.deleteRange(store.handle(family), from, to);
    }
}
