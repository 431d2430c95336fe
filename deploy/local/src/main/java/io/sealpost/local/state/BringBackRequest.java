package io.sealpost.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * How a second launcher asks the one that works in a data folder to bring back what has ended: by a file, which goes
 * when that is done; another file then says why it failed, if it did.
 */
public final class BringBackRequest {
    private final Path request;
    private final Path failure;

    public BringBackRequest(Path dataFolder) {
        request = dataFolder.resolve("bring-back");
        failure = dataFolder.resolve("bring-back.failed");
    }

    public void make() {
        try {
            Files.deleteIfExists(failure);
            if (!Files.exists(request)) {
                Files.createFile(request);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the running launcher by the file " + request + ": " + e, e);
        }
    }

    public boolean isPending() {
        return Files.exists(request);
    }

    /** Answers that all is back. */
    public void grant() {
        attempt(() -> Files.deleteIfExists(request));
    }

    /** Answers that something is not back, and why; on a full disk there is no room for the why. */
    public void refuse(String why) {
        attempt(() -> Files.writeString(request, why));
        attempt(() -> Files.move(request, failure, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Why the request that is pending no more was refused; empty words when there was no room for them. */
    public Optional<String> failure() {
        try {
            return Files.exists(failure) ? Optional.of(Files.readString(failure)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + failure + ": " + e, e);
        }
    }

    /** Who asks notices when there is no answer; who answers must go on. */
    private static void attempt(Act act) {
        try {
            act.run();
        } catch (IOException e) {
            System.err.println("sealpost: cannot answer a second launcher: " + e);
        }
    }

    private interface Act {
        void run() throws IOException;
    }
}
