package io.sealpost.local.stack;

import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a failure comes from a full disk, and whether there is room for a start: a fresh stack takes 80 MB at once,
 * and PostgreSQL's write-ahead log grows.
 *
 * @param folder the data folder, which exists
 * @param free what may still be written there, in bytes
 */
public record FreeSpace(Path folder, long free) {
    private static final long MIB = 1024 * 1024;
    private static final long NEEDED = 200 * MIB;

    /** PostgreSQL writes its log in files of 16 MiB, RocksDB reserves as much: what fails then leaves a little. */
    private static final long NEXT_TO_NOTHING = 32 * MIB;

    /** How it is now. */
    public static FreeSpace of(Path folder) {
        try {
            return new FreeSpace(folder, Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell how much space is left for " + folder + ": " + e, e);
        }
    }

    void requireForStart() {
        if (free < NEEDED) {
            throw new ServerFailed("the disk of the data folder " + folder + " is too full: " + free / MIB
                    + " MiB are free, and a start needs " + NEEDED / MIB
                    + " MiB; make room, or choose another folder with --data");
        }
    }

    /** The failure again; if the disk is full, with that as the reason. */
    public RuntimeException explain(RuntimeException failure) {
        if (free >= NEXT_TO_NOTHING && !isLackOfSpace(failure)) {
            return failure;
        }
        return new ServerFailed(
                "the disk of the data folder " + folder + " is full: " + free / MIB
                        + " MiB are free; make room, and `sealpost up` goes on with the data that is there.\n"
                        + failure.getMessage(),
                failure);
    }

    private static boolean isLackOfSpace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }
}
