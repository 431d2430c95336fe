package io.sealpost.relay.spool;

import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;

/**
 * How RocksDB is set up. Most messages live for seconds: they are written, delivered and deleted before a write buffer
 * is full, and never reach a table. Bodies that do stay lie in blob files, so that compaction does not copy them; what
 * frees those files is {@link Reclaim}.
 */
final class Tuning {
    private static final long MIB = 1024 * 1024;

    private Tuning() {}

    /** @param recovery what becomes of a log that is not as it was written */
    static DBOptions database(Recovery recovery) {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setParanoidChecks(true)
                .setWalRecoveryMode(recovery.mode())
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
                .setBlobFileSize(64 * MIB);
    }

    static ColumnFamilyOptions records() {
        return new ColumnFamilyOptions().setWriteBufferSize(4 * MIB).setMaxWriteBufferNumber(3);
    }
}
