package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bodies that go by BDAT, as the server at the other end sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChunkingTest {
    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void sendsTheOctetsOfTheMessageAsTheyAre() {
        AtomicReference<String> content = new AtomicReference<>("");
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls("CHUNKING", "PIPELINING").envelope();
            content.set(peer.takeChunks());
            peer.expectQuit();
        })) {
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(round.outcome())
                .hasToString("Delivered[reply=250 2.0.0 taken, relayedDsn=false, trial=Optional.empty]");
        assertThat(content.get()).isEqualTo(Scene.MESSAGE);
    }

    @Test
    void waitsForEachReplyWherePipeliningIsNotOffered() {
        List<String> commands = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls("CHUNKING").envelope();
            Peer.Chunk chunk = peer.chunk();
            while (!chunk.last()) {
                commands.add(chunk.command());
                peer.expectSilence().say("250 2.0.0 more");
                chunk = peer.chunk();
            }
            commands.add(chunk.command());
            peer.say("250 2.0.0 taken").expectQuit();
        })) {
            assertThat(scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"))
                            .outcome())
                    .isInstanceOf(RecipientOutcome.Delivered.class);
        }
        assertThat(commands).containsExactly("BDAT 11", "BDAT 11", "BDAT 11", "BDAT 1 LAST");
    }

    @Test
    void sendsFurtherChunksUnansweredWherePipeliningIsOffered() {
        AtomicInteger chunks = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls("CHUNKING", "PIPELINING").envelope();
            boolean last;
            do {
                last = peer.chunk().last();
                chunks.incrementAndGet();
            } while (!last);
            for (int i = 0; i < chunks.get(); i++) {
                peer.say("250 2.0.0 ok " + i);
            }
            peer.expectQuit();
        })) {
            assertThat(scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"))
                            .outcome())
                    .hasToString("Delivered[reply=250 2.0.0 ok " + (chunks.get() - 1)
                            + ", relayedDsn=false, trial=Optional.empty]");
        }
        assertThat(chunks).hasValueGreaterThan(2);
    }

    @Test
    void aRefusedChunkIsARefusedMessage() {
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls("CHUNKING").envelope().chunk();
            peer.say("552 5.3.4 too big").expectQuit().expectEnd();
        })) {
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(round.outcome())
                .isInstanceOfSatisfying(
                        RecipientOutcome.Failed.class,
                        failed -> assertThat(failed.cause().status()).hasToString("5.3.4"));
    }

    @Test
    void readsNoFurtherThanTheServerTakes() {
        AtomicInteger read = new AtomicInteger();
        Content endless = new Content(false, false, 0, () -> {
            BodySource chunks = Scene.chunks(new byte[64 << 20], 64 << 10);
            return () -> {
                read.incrementAndGet();
                return chunks.next();
            };
        });
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls("CHUNKING", "PIPELINING").envelope();
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(200))
                    .until(() -> read.get() > 0 && before.getAndSet(read.get()) == read.get());
            peer.reset();
        })) {
            scene.deliver(
                    new Transaction(
                            "0QUEUEID00001",
                            Scene.transaction(TlsRequirement.ENCRYPT, Scene.BOB).reversePath(),
                            List.of(Scene.BOB),
                            TlsRequirement.ENCRYPT,
                            endless,
                            DsnRequest.NONE),
                    server.as("mx.test"));
        }
        assertThat(read).hasValueLessThan(512);
    }
}
