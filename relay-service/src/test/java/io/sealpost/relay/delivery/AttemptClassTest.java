package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Route;
import io.sealpost.relay.route.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the table of attempt classes that no server's words show: no connection, and trouble of our own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttemptClassTest {
    private static final TlsPolicy NOTHING_TO_OFFER =
            new TlsPolicy(Set.of("TLSv1.3"), List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));

    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    static List<TlsRequirement> requirements() {
        return List.of(TlsRequirement.ENCRYPT, TlsRequirement.NONE);
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void refusedConnectionIsNet(TlsRequirement requirement) throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertSilent(scene.deliver(requirement, target(port)), "NET", "4.4.1", "connection refused");
    }

    /** Whether the connection came about for a moment depends on who is faster. */
    @ParameterizedTest
    @MethodSource("requirements")
    void connectionThatIsResetAtOnceIsNet(TlsRequirement requirement) {
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, Point.GREETING.then("reset"))) {
            round = scene.deliver(requirement, server.as("mx.test"));
        }
        assertThat(Scene.words(round)).containsExactly("NET");
        assertThat(Scene.verdict(round)).isIn("4.4.1", "4.4.2");
    }

    /** A server whose queue of connections is full lets the next one wait. */
    @ParameterizedTest
    @MethodSource("requirements")
    void connectionThatIsNotAnsweredIsNet(TlsRequirement requirement) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (Scene impatient = Scene.impatient();
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            assertSilent(
                    impatient.deliver(requirement, target(full.getLocalPort())),
                    "NET",
                    "4.4.1",
                    "the connection was not answered in time");
        } finally {
            for (Socket each : waiting) {
                each.close();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void failedLookupIsNet(TlsRequirement requirement) {
        RecipientRound round = scene.deliver(
                        Scene.transaction(requirement, Scene.BOB),
                        new Route.LookupFailed(new Route.LookupFailure("bank.test", "SERVFAIL")))
                .of(Scene.BOB);

        assertThat(round.observations().get(0).address()).isEmpty();
        assertSilent(round, "NET", "4.4.3", "the lookup of bank.test failed: SERVFAIL");
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void anEngineOfOursThatHasNothingToOfferIsLocal(TlsRequirement requirement) {
        RecipientRound round;
        try (Scene broken = new Scene(NOTHING_TO_OFFER, Scene.TRUST, Duration.ofSeconds(5));
                ScriptedServer server = ScriptedServer.start(
                        Scene.TLS, peer -> Point.HANDSHAKE.reach(peer).awaitEnd())) {
            round = broken.deliver(requirement, server.as("mx.test"));
        }
        assertSilent(round, "LOCAL", "4.3.0", "TLS handshake failed: ");
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void eightBitContentWithout8bitmimeIsSmtpPermOfOurs(TlsRequirement requirement) {
        RecipientRound round;
        try (ScriptedServer server =
                ScriptedServer.start(Scene.TLS, peer -> peer.upToTls("SIZE").expectQuit())) {
            round = scene.deliver(
                            Scene.transaction(requirement, true, "Subject: \u00e4\r\n\r\n", Scene.BOB),
                            server.as("mx.test"))
                    .of(Scene.BOB);
        }
        assertThat(Scene.verdict(round)).isEqualTo("rejected 5.6.3");
        assertThat(Scene.words(round)).containsExactly("SMTP-PERM");
        assertThat(Scene.cause(round).orElseThrow().text()).startsWith("the message has 8-bit content");
        assertThat(round.observations().get(0).tls()).isPresent();
    }

    /** Deferred in our own words, and nothing is tried again in clear. */
    private static void assertSilent(RecipientRound round, String kind, String status, String words) {
        assertThat(Scene.words(round)).containsExactly(kind);
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Deferred.class);
        Cause cause = Scene.cause(round).orElseThrow();
        assertThat(cause.status()).hasToString(status);
        assertThat(cause.text()).startsWith(words);
        assertThat(cause.remoteHost()).isEmpty();
        Observation seen = round.observations().get(0);
        assertThat(seen.words()).startsWith(words);
        assertThat(seen.reply()).isEmpty();
        assertThat(seen.tls()).isEmpty();
    }

    private static Target target(int port) throws IOException {
        InetAddress address = InetAddress.getByAddress(
                "mx.test", InetAddress.getLoopbackAddress().getAddress());
        return new Target("mx.test", new InetSocketAddress(address, port));
    }
}
