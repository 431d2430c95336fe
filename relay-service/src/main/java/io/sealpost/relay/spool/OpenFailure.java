package io.sealpost.relay.spool;

import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Says why a spool cannot be opened, and what an operator does about it. */
final class OpenFailure {
    private OpenFailure() {}

    static SpoolException of(Path directory, RocksDBException failure) {
        String words = Optional.ofNullable(failure.getMessage()).orElse("no reason given");
        if (words.contains("lock")) {
            return new SpoolException(
                    "the spool in " + directory
                            + " is in use by another process: each relay needs a directory of its own,"
                            + " and one that was stopped must have ended (" + words + ")",
                    failure);
        }
        if (words.contains("Column families not opened")) {
            return newer(directory, "format (" + words + ")");
        }
        if (isDamage(failure)) {
            return new SpoolException(
                    "the spool in " + directory + " is damaged, and nothing was changed: " + words
                            + ". Keep a copy of the directory; then start once with sealpost.spool.repair=true, which opens"
                            + " what can be read and lists what was lost",
                    failure);
        }
        return new SpoolException("the spool in " + directory + " cannot be opened: " + words, failure);
    }

    static SpoolException newer(Path directory, String format) {
        return new SpoolException("the spool in " + directory + " is of the newer " + format
                + ": start the release that wrote it, or let that release empty it first; or set sealpost.spool.directory"
                + " to an empty directory");
    }

    static boolean isDamage(RocksDBException failure) {
        return Optional.ofNullable(failure.getStatus())
                .filter(status -> status.getCode() == Status.Code.Corruption)
                .isPresent();
    }
}
