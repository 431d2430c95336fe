package io.sealpost.rules.bulk;

import io.sealpost.rules.bulk.Places.Place;
import io.sealpost.rules.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps the bodies of the imports under way in files; more than a few at once are refused. */
@ApplicationScoped
class Bodies {

    private final Places places = new Places();

    /** Reads a body to its end; throws {@link Problem.TooManyRequests} where too many others are kept. */
    Kept keep(InputStream body, String caller) throws IOException {
        Place place = places.take(caller);
        Path file = null;
        try {
            file = Files.createTempFile("sealpost-import", ".ndjson");
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            return new Kept(file, place);
        } catch (IOException | RuntimeException unread) {
            place.close();
            if (file != null) {
                Files.delete(file);
            }
            throw unread;
        }
    }

    /** A body; close it to be rid of it. */
    record Kept(Path file, Place place) implements AutoCloseable {

        InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void close() throws IOException {
            place.close();
            Files.delete(file);
        }
    }
}
