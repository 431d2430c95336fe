package io.sealpost.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    @TempDir
    Path temp;

    private final List<Spool> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(Spool::close);
    }

    @Test
    void givesEventsInTheOrderOfTheirCommit() throws Exception {
        Spool spool = open();
        fill(spool, "e-1", "e-2", "e-3");

        assertThat(ids(spool.outbox().after(0, 10, Long.MAX_VALUE))).containsExactly("e-1", "e-2", "e-3");
    }

    @Test
    void goesOnBehindASequenceNumber() throws Exception {
        Spool spool = open();
        fill(spool, "e-1", "e-2", "e-3");
        Outbox.Entry first = spool.outbox().after(0, 1, Long.MAX_VALUE).get(0);

        assertThat(ids(spool.outbox().after(first.sequence(), 1, Long.MAX_VALUE)))
                .containsExactly("e-2");
    }

    @Test
    void removesWhatIsAcknowledged() throws Exception {
        Spool spool = open();
        fill(spool, "e-1", "e-2", "e-3");
        List<Outbox.Entry> entries = spool.outbox().after(0, 2, Long.MAX_VALUE);
        spool.outbox().acknowledge(entries.get(1).sequence());

        assertThat(ids(spool.outbox().after(0, 10, Long.MAX_VALUE))).containsExactly("e-3");
        assertThat(spool.outbox().size()).isOne();
    }

    @Test
    void keepsTheOrderOverARestart() throws Exception {
        Spool spool = open();
        fill(spool, "e-1", "e-2");
        spool.outbox()
                .acknowledge(spool.outbox().after(0, 1, Long.MAX_VALUE).get(0).sequence());
        spool.close();
        Spool reopened = open();
        fill(reopened, "e-3");

        assertThat(ids(reopened.outbox().after(0, 10, Long.MAX_VALUE))).containsExactly("e-2", "e-3");
        assertThat(reopened.outbox().size()).isEqualTo(2);
    }

    @Test
    void holdsTheEventOfAnAcceptedMessage() throws Exception {
        Spool spool = Spool.open(temp.resolve("spool"), message -> List.of(Messages.event("accepted-" + message.id())));
        opened.add(spool);
        BodyWriter body = spool.newBody(Messages.ID);
        await(spool.accept(Messages.plain(Messages.ID, 0), body, List.of(Messages.event("e-1"))));

        assertThat(ids(spool.outbox().after(0, 10, Long.MAX_VALUE))).containsExactly("e-1", "accepted-" + Messages.ID);
    }

    @Test
    void wakesThePublisherAfterTheCommit() throws Exception {
        Spool spool = open();
        AtomicInteger seen = new AtomicInteger();
        spool.outbox()
                .onAdded(() ->
                        seen.set(spool.outbox().after(0, 10, Long.MAX_VALUE).size()));

        fill(spool, "e-1");

        assertThat(seen).hasValue(1);
    }

    @Test
    void passesOverADamagedEventAndKeepsIt() throws Exception {
        Spool spool = open();
        fill(spool, "e-1", "e-2", "e-3");
        spool.close();
        Store store = Store.open(temp.resolve("spool"));
        store.put(Family.OUTBOX, Keys.event(2), new byte[] {1, 0, 0, 0, 0, 7});
        store.close();
        Spool reopened = open();
        List<Outbox.Entry> entries = reopened.outbox().after(0, 10, Long.MAX_VALUE);
        reopened.outbox().acknowledge(entries.get(1).sequence());
        reopened.close();
        Store again = Store.open(temp.resolve("spool"));
        byte[] kept = again.firstKey(Family.OUTBOX, new byte[0]).orElseThrow();
        again.close();

        assertThat(ids(entries)).containsExactly("e-1", "e-3");
        assertThat(kept).isEqualTo(Keys.event(2));
    }

    @Test
    void givesNoMoreThanFitsIntoMemory() throws Exception {
        Spool spool = open();
        fill(spool, "e-1", "e-2", "e-3");

        assertThat(ids(spool.outbox().after(0, 10, 1))).containsExactly("e-1");
    }

    @Test
    void offersWhatWasSetAsideAgainAfterARestart() throws Exception {
        Spool spool = open();
        fill(spool, "e-1", "e-2", "e-3");
        List<Outbox.Entry> entries = spool.outbox().after(0, 10, Long.MAX_VALUE);
        spool.outbox().setAside(entries.get(1).sequence());
        spool.outbox().acknowledge(entries.get(2).sequence());
        assertThat(spool.outbox().size()).isZero();
        assertThat(spool.outbox().setAside()).isOne();
        assertThat(spool.outbox().isEmpty()).isFalse();
        spool.close();

        assertThat(ids(open().outbox().after(0, 10, Long.MAX_VALUE))).containsExactly("e-2");
    }

    private Spool open() {
        Spool spool = Spool.open(temp.resolve("spool"));
        opened.add(spool);
        return spool;
    }

    private static void fill(Spool spool, String... ids) throws Exception {
        for (String id : ids) {
            await(spool.update(Messages.full(), List.of(Messages.event(id)), List.of()));
        }
    }

    private static List<String> ids(List<Outbox.Entry> entries) {
        return entries.stream().map(entry -> entry.event().id()).toList();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
