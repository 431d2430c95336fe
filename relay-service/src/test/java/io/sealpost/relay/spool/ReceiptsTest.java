package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.spool.Receipts.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsTest {
    @TempDir
    Path directory;

    @Test
    void outliveTheirMessageAndARestart() {
        SpooledMessage message = Messages.plain(Messages.ID, 0);
        try (Spool spool = Spool.open(directory)) {
            spool.accept(message, spool.newBody(message.id()), List.of(), Optional.of("report <a@b>"))
                    .toCompletableFuture()
                    .join();
            spool.remove(message, List.of()).toCompletableFuture().join();
        }

        try (Store store = Store.open(directory)) {
            assertThat(all(new Receipts(store)))
                    .containsExactly(new Receipt("report <a@b>", message.id(), message.acceptedAt()));
        }
    }

    @Test
    void areForgottenAfterADay() {
        Instant now = Instant.parse("2026-11-24T08:00:00Z");
        try (Store store = Store.open(directory)) {
            Receipts receipts = new Receipts(store);
            Receipt old = new Receipt("old", Messages.ID, now.minus(Duration.ofHours(24)));
            Receipt young = new Receipt(
                    "young", Messages.ID, now.minus(Duration.ofHours(24)).plusMillis(1));
            store.write(List.of(receipts.adding(old), receipts.adding(young)), true);

            Receipt next = new Receipt("next", Messages.ID, now);
            store.write(List.of(receipts.adding(next)), true);

            assertThat(all(receipts)).containsExactly(next, young);
        }
    }

    private static List<Receipt> all(Receipts receipts) {
        List<Receipt> found = new ArrayList<>();
        receipts.forEach(found::add);
        return found;
    }
}
