package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import java.io.IOException;
import java.time.Instant;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the reply to STARTTLS to the second EHLO: all that goes wrong is TLS-TEMP, and certificates do not matter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakeTest {
    private final Scene scene = new Scene();
    private final Scene impatient = Scene.impatient();

    @AfterAll
    void close() {
        scene.close();
        impatient.close();
    }

    @Test
    void temporaryRefusalOfStarttls() {
        RecipientRound round = deliver(peer -> peer.greet()
                .ehlo("STARTTLS")
                .expect("STARTTLS")
                .say("454 4.7.0 TLS not available")
                .expectQuit()
                .expectEnd());
        assertDeferredForTls(round);
        assertThat(round.observations().get(0).words()).isEqualTo("454 4.7.0 TLS not available");
    }

    @Test
    void replyToStarttlsThatIsNeitherGoNorNo() {
        assertDeferredForTls(deliver(peer ->
                peer.greet().ehlo("STARTTLS").expect("STARTTLS").say("250 fine").expectQuit()));
    }

    @Test
    void connectionClosedAfterThe220() {
        assertDeferredForTls(deliver(HandshakeTest::upTo220));
    }

    @Test
    void connectionResetAfterThe220() {
        assertDeferredForTls(deliver(peer -> upTo220(peer).reset()));
    }

    @Test
    void garbageInPlaceOfTheHandshake() {
        assertDeferredForTls(deliver(
                peer -> upTo220(peer).raw("these are no records of TLS\r\n").awaitEnd()));
    }

    @Test
    void handshakeThatTakesTooLong() {
        RecipientRound round;
        try (ScriptedServer server =
                ScriptedServer.start(Scene.TLS, peer -> upTo220(peer).awaitEnd())) {
            round = impatient.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertDeferredForTls(round);
    }

    /** The flaw of CVE-2011-0411 and its kin: words in clear that would be taken as said over TLS. */
    @Test
    void wordsInjectedAfterThe220AreNotTakenForWordsOverTls() {
        RecipientRound round = deliver(peer -> peer.greet()
                .ehlo("STARTTLS")
                .expect("STARTTLS")
                .raw("220 go\r\n250-evil\r\n250 SIZE 1\r\n")
                .awaitEnd());
        assertDeferredForTls(round);
        assertThat(round.observations().get(0).detail()).contains("octets in clear");
    }

    @Test
    void wordsInClearThatFollowTheClientsHello() {
        assertDeferredForTls(deliver(peer -> {
            upTo220(peer).awaitOctet();
            peer.raw("250 evil\r\n").awaitEnd();
        }));
    }

    @Test
    void tls10Only() {
        assertDeferredForTls(
                deliver(peer -> upTo220(peer).failHandshake("TLSv1", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")));
    }

    @Test
    void noSharedCipher() {
        assertDeferredForTls(
                deliver(peer -> upTo220(peer).failHandshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")));
    }

    @Test
    void ehloRefusedOverTls() {
        assertDeferredForTls(deliver(peer ->
                upTo220(peer).handshake().expect("EHLO").say("550 5.7.1 no").expectQuit()));
    }

    @Test
    void connectionLostBeforeEhloIsAnsweredOverTls() {
        assertDeferredForTls(deliver(peer -> upTo220(peer).handshake().expect("EHLO")));
    }

    @ParameterizedTest
    @MethodSource("oddCertificates")
    void certificatesAreNotJudgedAtEncrypt(SSLContext tls) {
        RecipientRound round;
        try (ScriptedServer server =
                ScriptedServer.start(tls, peer -> peer.upToTls().takeMail())) {
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
        assertThat(round.observations().get(0).tls()).isPresent();
    }

    static Stream<SSLContext> oddCertificates() {
        Instant then = Instant.parse("2001-01-01T00:00:00Z");
        return Stream.of(
                Scene.AUTHORITY.issue("other.test").serverContext(),
                Scene.AUTHORITY
                        .issue(then, Instant.parse("2002-01-01T00:00:00Z"), "mx.test")
                        .serverContext(),
                CertificateAuthority.create("Nobody's CA").issue("mx.test").serverContext());
    }

    @Test
    void tls12IsGoodEnough() {
        RecipientRound round = deliver(peer -> {
            upTo220(peer).handshake("TLSv1.2").ehlo().takeMail();
        });
        assertThat(round.observations().get(0).tls().orElseThrow().version()).isEqualTo("TLSv1.2");
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
    }

    private static Peer upTo220(Peer peer) throws IOException {
        return peer.greet().ehlo("STARTTLS").expect("STARTTLS").say("220 go");
    }

    private RecipientRound deliver(ScriptedServer.Script script) {
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, script)) {
            return scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
    }

    private static void assertDeferredForTls(RecipientRound round) {
        assertThat(Scene.words(round)).containsExactly("TLS-TEMP");
        assertThat(round.outcome())
                .isInstanceOfSatisfying(
                        RecipientOutcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().status()).hasToString("4.7.5"));
    }
}
