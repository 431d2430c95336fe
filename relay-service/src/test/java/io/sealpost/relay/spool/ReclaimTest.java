package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files of bodies: a write buffer holds 16 MiB, so that 64 MiB of them do lie in files. */
class ReclaimTest {
    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS = 64 * 1024 * 1024 / CHUNK;
    private static final long STEP = 8L * 1024 * 1024;

    @TempDir
    Path folder;

    private Store store;
    private Reclaim reclaim;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        reclaim = new Reclaim(new BodyFiles(store), STEP);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            store.putUnsynced(Family.CHUNKS, Keys.chunk(Messages.ID, chunk), octets(chunk));
        }
        assertThat(onDisk()).isGreaterThan(STEP);
    }

    @AfterEach
    void close() {
        reclaim.close();
        store.close();
    }

    @Test
    void givesTheDiskBackWithoutFurtherMail() {
        remove(chunk -> true);

        await().atMost(Duration.ofSeconds(30)).until(() -> onDisk() <= 2 * STEP);
    }

    @Test
    void copiesTheFewThatLiveTogether() {
        remove(chunk -> chunk % 10 != 0);

        await().atMost(Duration.ofSeconds(30)).until(() -> onDisk() < (long) CHUNKS / 10 * CHUNK * 2);
        for (int chunk = 0; chunk < CHUNKS; chunk += 10) {
            assertThat(store.get(Family.CHUNKS, Keys.chunk(Messages.ID, chunk))).hasValue(octets(chunk));
        }
    }

    @Test
    void doesNotCopyWhereMostLives() throws IOException {
        List<Path> before = bodyFiles();

        remove(chunk -> chunk % 4 == 0);

        await().atMost(Duration.ofSeconds(30)).until(() -> new BodyFiles(store).garbage() > 0);
        assertThat(bodyFiles()).containsAll(before);
    }

    @Test
    void givesUpWhenTheSpoolIsClosed() {
        remove(chunk -> chunk % 10 != 0);

        reclaim.close();

        reclaim.removed(STEP);
        assertThat(store.get(Family.CHUNKS, Keys.chunk(Messages.ID, 10))).hasValue(octets(10));
    }

    private void remove(IntPredicate which) {
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            if (which.test(chunk)) {
                store.delete(Family.CHUNKS, Keys.chunk(Messages.ID, chunk));
                reclaim.removed(CHUNK);
            }
        }
    }

    private long onDisk() {
        try {
            long size = 0;
            for (Path file : bodyFiles()) {
                size += Files.size(file);
            }
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> bodyFiles() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".blob")).toList();
        }
    }

    /** No compressor makes them smaller. */
    private static byte[] octets(int seed) {
        byte[] octets = new byte[CHUNK];
        new Random(seed).nextBytes(octets);
        return octets;
    }
}
