package io.sealpost.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        attempt(() -> {
            Files.deleteIfExists(failure);
            if (!Files.exists(request)) {
                Files.createFile(request);
            }
        });
    }

    public boolean isPending() {
        return Files.exists(request);
    }

    /** Answers that all is back. */
    public void grant() {
        attempt(() -> Files.deleteIfExists(request));
    }

    /** Answers that something is not back, and why. */
    public void refuse(String why) {
        attempt(() -> {
            Files.writeString(failure, why);
            Files.deleteIfExists(request);
        });
    }

    /** Why the request that is pending no more was refused. */
    public Optional<String> failure() {
        try {
            return Files.exists(failure) ? Optional.of(Files.readString(failure)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + failure + ": " + e, e);
        }
    }

    private void attempt(Act act) {
        try {
            act.run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + request + ": " + e, e);
        }
    }

    private interface Act {
        void run() throws IOException;
    }
}
