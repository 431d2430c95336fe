package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Servers that send without end or measure: each costs bounded memory and time and ends as a class of the table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileServerTest {
    /** What sockets of both sides hold, and what the relay reads before it has enough. */
    private static final long BOUND = 8_000_000;

    private static final long ENOUGH = 100_000_000;

    private final Scene scene = new Scene();
    private final AtomicLong taken = new AtomicLong();

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void aBannerWithoutEndIsNet() {
        RecipientRound round = deliver(peer -> flood(peer.raw("220 "), "x".repeat(1000)));

        assertThat(Scene.words(round)).containsExactly("NET");
        assertThat(taken).hasValueLessThan(BOUND);
    }

    @Test
    void aReplyOfEndlessLinesIsNetBeforeStarttls() {
        RecipientRound round = deliver(peer -> flood(peer.greet().expect("EHLO"), "250-more\r\n".repeat(100)));

        assertThat(Scene.words(round)).containsExactly("NET");
        assertThat(taken).hasValueLessThan(BOUND);
    }

    @Test
    void aReplyOfEndlessLinesIsSmtpTempAfterTheFinalDot() {
        RecipientRound round = deliver(peer -> {
            peer.upToTls().envelope().expect("DATA").say("354 go").content();
            flood(peer, "250-more\r\n".repeat(100));
        });

        assertThat(Scene.words(round)).containsExactly("SMTP-TEMP");
        assertThat(taken).hasValueLessThan(BOUND);
    }

    @Test
    void nulsAreNoReply() {
        assertThat(Scene.words(
                        deliver(peer -> peer.raw("220 mx\0test\r\n\0\0\0").awaitEnd())))
                .containsExactly("NET");
        assertThat(Scene.words(deliver(peer -> peer.raw("\0\0\0\0\r\n").awaitEnd())))
                .containsExactly("NET");
    }

    @Test
    void anOctetNowAndThenDoesNotProlongTheWait() {
        RecipientRound round;
        try (Scene impatient = Scene.impatient();
                ScriptedServer server = ScriptedServer.start(Scene.TLS, HostileServerTest::drip)) {
            round = impatient.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(Scene.words(round)).containsExactly("NET");
        assertThat(round.observations().get(0).words()).isEqualTo("no answer in time: the greeting");
    }

    @Test
    void repliesThatNobodyAskedForAfterTheLastWordChangeNothing() {
        RecipientRound round = deliver(peer -> {
            peer.upToTls().envelope().expect("DATA").say("354 go").content();
            talkOn(peer, "250 2.0.0 taken\r\n" + "550 5.0.0 no\r\n".repeat(10_000));
        });

        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
    }

    private RecipientRound deliver(ScriptedServer.Script script) {
        taken.set(0);
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, script)) {
            return scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
    }

    private void flood(Peer peer, String octets) {
        try {
            while (taken.get() < ENOUGH) {
                peer.raw(octets);
                taken.addAndGet(octets.length());
            }
        } catch (IOException e) {
            return;
        }
        throw new AssertionError("the client took it all");
    }

    /** Until it is all said, or the client has left. */
    private static void talkOn(Peer peer, String octets) {
        try {
            peer.raw(octets).awaitEnd();
        } catch (IOException e) {
            // The client has heard enough.
        }
    }

    private static void drip(Peer peer) {
        try {
            for (int i = 0; i < 1000; i++) {
                peer.raw("2");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (IOException e) {
            return;
        }
        throw new AssertionError("the client waited for all of it");
    }
}
