package io.sealpost.relay.spool;

import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.WALRecoveryMode;

/**
 * How RocksDB is set up. Most messages live for seconds: they are written, delivered and deleted before a write buffer
 * is full, and never reach a table. Bodies that do stay lie in blob files, so that compaction does not copy them.
 */
final class Tuning {
    private static final long MIB = 1024 * 1024;

    private Tuning() {}

    /**
     * Tolerates a log whose last record is torn, as a crash leaves it. Damage before the end refuses the start: going on
     * would lose accepted mail unseen.
     */
    static DBOptions database() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setMaxTotalWalSize(128 * MIB)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(256)
                .setMaxManifestFileSize(16 * MIB)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(3);
    }

    static ColumnFamilyOptions bodies() {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(16 * MIB)
                .setMaxWriteBufferNumber(3)
                .setEnableBlobFiles(true)
                .setMinBlobSize(1024)
                .setBlobFileSize(64 * MIB)
                .setEnableBlobGarbageCollection(true);
    }

    static ColumnFamilyOptions records() {
        return new ColumnFamilyOptions().setWriteBufferSize(4 * MIB).setMaxWriteBufferNumber(3);
    }
}
