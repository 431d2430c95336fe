package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rocksdb.RocksDBException;

class CommitterTest {
    @TempDir
    Path temp;

    private Store store;
    private Committer committer;

    @BeforeEach
    void open() {
        store = Store.open(temp);
        committer = new Committer(store, Runnable::run);
    }

    @AfterEach
    void close() {
        committer.close();
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"8, 4999, 999, true", "7, 4999, 999, false", "8, 5000, 999, false", "8, 4999, 1000, false"})
    void gathersWhereManyComeAndASyncIsFast(int group, long micros, int waiting, boolean worth) {
        assertThat(Committer.isWorthGathering(group, Duration.ofNanos(1_000 * micros), waiting))
                .isEqualTo(worth);
    }

    @Test
    void saysSoWhereAChangeIsNotStored() {
        CompletableFuture<Void> refused = commitWhatFails();

        await().until(refused::isDone);
        assertThat(refused).isCompletedExceptionally();
        assertThat(store.isFailing()).isTrue();
    }

    /** Nobody may come with a change while the relay is not ready. */
    @Test
    void findsOutByItselfThatTheDiskIsWellAgain() {
        CompletableFuture<Void> refused = commitWhatFails();

        await().until(refused::isDone);
        await().atMost(Duration.ofSeconds(10)).until(() -> !store.isFailing());
    }

    @Test
    void aFailedWriteOfAChunkIsAFailureToo() {
        assertThatThrownBy(() -> store.write(
                        List.of(batch -> {
                            throw new RocksDBException("No space left on device");
                        }),
                        false))
                .isInstanceOf(SpoolException.class);
        assertThat(store.isFailing()).isTrue();
    }

    private CompletableFuture<Void> commitWhatFails() {
        return committer
                .commit(batch -> {
                    throw new RocksDBException("No space left on device");
                })
                .toCompletableFuture();
    }
}
