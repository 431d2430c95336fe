package io.sealpost.relay.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Holder;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB database under the spool. All calls but one block; after {@link #close()} they fail with {@link SpoolException}.
 *
 * <p>RocksDB locks the directory against a second process. A native object that is used after its end would take the
 * process down, so every call holds a read lock that {@code close} waits for.
 */
final class Store implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Store.class);
    private static final byte[] FORMAT_KEY = Keys.meta("format");
    private static final byte FORMAT = 2;

    private final RocksDB db;
    private final Map<Family, ColumnFamilyHandle> handles;
    private final List<AbstractNativeReference> owned;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions().setSync(false);
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;
    private volatile boolean failing;

    private Store(RocksDB db, Map<Family, ColumnFamilyHandle> handles, List<AbstractNativeReference> owned) {
        this.db = db;
        this.handles = handles;
        this.owned = owned;
    }

    /** @throws SpoolException if the directory cannot be made, is in use, is damaged or is of a newer format */
    static Store open(Path directory) {
        return open(directory, Recovery.TORN_TAIL, words -> {});
    }

    /**
     * As {@link #open(Path)}, but for damage that the recovery passes over.
     *
     * @param dropped hears, in the database's words, of each part of the log that cannot be read
     */
    static Store open(Path directory, Recovery recovery, Consumer<String> dropped) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new SpoolException("the spool directory " + directory + " cannot be made: " + e, e);
        }
        Store store = openDatabase(directory, recovery, dropped);
        try {
            store.checkFormat(directory);
        } catch (SpoolException e) {
            store.close();
            throw e;
        }
        return store;
    }

    private static Store openDatabase(Path directory, Recovery recovery, Consumer<String> dropped) {
        List<AbstractNativeReference> owned = new ArrayList<>();
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (Family family : Family.values()) {
            descriptors.add(family.describe(owned));
        }
        DBOptions options = Tuning.database(recovery);
        owned.add(options);
        if (recovery == Recovery.WHATEVER_CAN_BE_READ) {
            DroppedRecords listener = new DroppedRecords(dropped);
            options.setLogger(listener);
            owned.add(listener);
        }
        List<ColumnFamilyHandle> opened = new ArrayList<>();
        try {
            RocksDB db = RocksDB.open(options, directory.toString(), descriptors, opened);
            Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
            Iterator<ColumnFamilyHandle> inOrder = opened.iterator();
            for (Family family : Family.values()) {
                handles.put(family, inOrder.next());
            }
            return new Store(db, handles, owned);
        } catch (RocksDBException e) {
            owned.forEach(AbstractNativeReference::close);
            throw OpenFailure.of(directory, e);
        }
    }

    private void checkFormat(Path directory) {
        Optional<byte[]> stored = get(Family.META, FORMAT_KEY);
        if (stored.isEmpty() || stored.get()[0] < FORMAT) {
            put(Family.META, FORMAT_KEY, new byte[] {FORMAT});
        } else if (stored.get()[0] > FORMAT) {
            throw OpenFailure.newer(directory, "format " + stored.get()[0] + ", this release reads " + FORMAT);
        }
    }

    Optional<byte[]> get(Family family, byte[] key) {
        return locked(() -> Optional.ofNullable(db.get(handle(family), key)));
    }

    /** The value, where no disk need be read for it; also empty if there is none. Does not wait for the disk. */
    Optional<byte[]> getFromMemory(Family family, byte[] key) {
        return locked(() -> {
            Holder<byte[]> value = new Holder<>();
            return db.keyMayExist(handle(family), key, value)
                    ? Optional.ofNullable(value.getValue())
                    : Optional.empty();
        });
    }

    /** Writes and syncs one value. */
    void put(Family family, byte[] key, byte[] value) {
        writing(() -> {
            db.put(handle(family), synced, key, value);
        });
    }

    /** Writes one value that the next synced write after it makes durable: they share the log. */
    void putUnsynced(Family family, byte[] key, byte[] value) {
        writing(() -> {
            db.put(handle(family), unsynced, key, value);
        });
    }

    /** Removes one value, synced. */
    void delete(Family family, byte[] key) {
        writing(() -> {
            db.delete(handle(family), synced, key);
        });
    }

    /** Writes all changes at once: after a crash either all of them are there or none. */
    void write(List<Change> changes, boolean sync) {
        writing(() -> {
            try (WriteBatch writes = new WriteBatch()) {
                Batch batch = new Batch(writes, this);
                for (Change change : changes) {
                    change.into(batch);
                }
                db.write(sync ? synced : unsynced, writes);
            }
        });
    }

    /** Visits the entries from a key on, in the keys' order, until the visitor has enough. */
    void scan(Family family, byte[] from, Visitor visitor) {
        locked(() -> {
            try (RocksIterator entries = db.newIterator(handle(family))) {
                entries.seek(from);
                while (entries.isValid() && visitor.visit(entries.key(), entries.value())) {
                    entries.next();
                }
                entries.status();
            }
            return true;
        });
    }

    /** How many entries there are: reads all keys. */
    long count(Family family) {
        long[] entries = {0};
        scan(family, new byte[0], (key, value) -> ++entries[0] > 0);
        return entries[0];
    }

    /** The first key that is the given one or comes after it. */
    Optional<byte[]> firstKey(Family family, byte[] from) {
        return locked(() -> {
            try (RocksIterator entries = db.newIterator(handle(family))) {
                entries.seek(from);
                entries.status();
                return entries.isValid() ? Optional.of(entries.key()) : Optional.empty();
            }
        });
    }

    /** The last key, if there is any. */
    Optional<byte[]> lastKey(Family family) {
        return locked(() -> {
            try (RocksIterator entries = db.newIterator(handle(family))) {
                entries.seekToLast();
                entries.status();
                return entries.isValid() ? Optional.of(entries.key()) : Optional.empty();
            }
        });
    }

    /** Does with the database what only one class needs; guarded as all calls are. */
    <T> T with(Family family, Native<T> work) {
        return locked(() -> work.run(db, handle(family)));
    }

    ColumnFamilyHandle handle(Family family) {
        return Objects.requireNonNull(handles.get(family));
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                handles.values().forEach(ColumnFamilyHandle::close);
                db.close();
                synced.close();
                unsynced.close();
                owned.forEach(AbstractNativeReference::close);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether the last write failed: the disk is full or broken. */
    boolean isFailing() {
        return failing;
    }

    private void writing(Writing work) {
        try {
            locked(() -> {
                work.run();
                return true;
            });
        } catch (SpoolException e) {
            if (!failing) {
                LOG.errorf(e, "the spool cannot be written; no mail is taken until it can");
            }
            failing = true;
            throw e;
        }
        if (failing) {
            failing = false;
            LOG.infof("the spool can be written again");
        }
    }

    private <T> T locked(Work<T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new SpoolException("the spool is closed");
            }
            return work.run();
        } catch (RocksDBException e) {
            throw OpenFailure.isDamage(e)
                    ? new DamagedStoreException("the spool's database is damaged: " + e.getMessage(), e)
                    : new SpoolException("the spool's database failed: " + e.getMessage(), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Visits entries in order. */
    @FunctionalInterface
    interface Visitor {
        /** Returns whether to go on. */
        boolean visit(byte[] key, byte[] value);
    }

    /** Works with the database itself; may not keep it. */
    @FunctionalInterface
    interface Native<T> {
        T run(RocksDB db, ColumnFamilyHandle family) throws RocksDBException;
    }

    private interface Writing {
        void run() throws RocksDBException;
    }

    private interface Work<T> {
        T run() throws RocksDBException;
    }
}
