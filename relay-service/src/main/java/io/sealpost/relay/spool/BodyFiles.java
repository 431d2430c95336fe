package io.sealpost.relay.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.MutableColumnFamilyOptions;

/**
 * The files in which bodies lie. Such a file is removed when no key leads into it any more, and never changed; keys are
 * forgotten when they are compacted. All calls block and fail with {@link SpoolException}.
 */
final class BodyFiles implements AutoCloseable {
    private final Store store;
    private final CompactRangeOptions options = new CompactRangeOptions()
            .setExclusiveManualCompaction(false)
            // Only what has a flag when it begins can be cancelled.
            .setCanceled(false)
            .setBottommostLevelCompaction(BottommostLevelCompaction.kForce);

    BodyFiles(Store store) {
        this.store = store;
    }

    /** The octets of all files. */
    long size() {
        return property("rocksdb.live-blob-file-size");
    }

    /** The octets in them of which the keys are forgotten. */
    long garbage() {
        return property("rocksdb.live-blob-file-garbage-size");
    }

    /** How much is free on their disk. */
    long free() {
        return store.with(Family.CHUNKS, (db, family) -> {
            try {
                return Files.getFileStore(Path.of(db.getName())).getUsableSpace();
            } catch (IOException e) {
                throw new SpoolException("the disk of the spool does not answer: " + e, e);
            }
        });
    }

    /** Forgets the keys of removed bodies, and so removes the files of which nothing is needed. */
    void forgetKeys() {
        compact();
    }

    /** Copies all bodies into new files, and so removes all that there were. */
    void copyTogether() {
        copyOnCompaction(true);
        try {
            compact();
        } finally {
            copyOnCompaction(false);
        }
    }

    /** Ends what is under way, and lets nothing begin: it fails. Does not block. */
    void cancel() {
        options.setCanceled(true);
    }

    @Override
    public void close() {
        options.close();
    }

    private void compact() {
        store.with(Family.CHUNKS, (db, family) -> {
            db.compactRange(family, null, null, options);
            return true;
        });
    }

    private void copyOnCompaction(boolean copy) {
        store.with(Family.CHUNKS, (db, family) -> {
            db.setOptions(
                    family,
                    MutableColumnFamilyOptions.builder()
                            .setEnableBlobGarbageCollection(copy)
                            .setBlobGarbageCollectionAgeCutoff(1.0)
                            .build());
            return true;
        });
    }

    private long property(String name) {
        return store.with(Family.CHUNKS, (db, family) -> db.getLongProperty(family, name));
    }
}
