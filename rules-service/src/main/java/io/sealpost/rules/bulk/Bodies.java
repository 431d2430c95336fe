package io.sealpost.rules.bulk;

import io.sealpost.rules.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Semaphore;

/** Keeps the bodies of the imports under way in files; more than a few at once are refused. */
@ApplicationScoped
class Bodies {

    private static final int MOST = 4;
    private static final long RETRY_AFTER_SECONDS = 10;

    private final Semaphore places = new Semaphore(MOST);

    /** Reads a body to its end; throws {@link Problem.TooManyRequests} where too many others are kept. */
    Kept keep(InputStream body) throws IOException {
        if (!places.tryAcquire()) {
            throw new Problem.TooManyRequests(RETRY_AFTER_SECONDS).asException();
        }
        Path file = Files.createTempFile("sealpost-import", ".ndjson");
        Kept kept = new Kept(file, places);
        try {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            return kept;
        } catch (IOException | RuntimeException unread) {
            kept.close();
            throw unread;
        }
    }

    /** A body; close it to be rid of it. */
    record Kept(Path file, Semaphore place) implements AutoCloseable {

        InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void close() throws IOException {
            place.release();
            Files.delete(file);
        }
    }
}
