package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From the 220 to STARTTLS to the end of the handshake: all that goes wrong is TLS-TEMP, deferred with 4.7.5 under a
 * requirement and tried again in clear without one; certificates do not matter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakeTest {
    private static final String HANDSHAKE = "TLS handshake failed: ";
    private static final String CLEAR = "octets in clear ";
    private static final Map<String, Failing> FAILING = new TreeMap<>(Map.ofEntries(
            failing("closed after the client's hello", HANDSHAKE, peer -> peer.awaitOctet()),
            failing(
                    "reset after the client's hello",
                    HANDSHAKE,
                    peer -> peer.awaitOctet().reset()),
            failing(
                    "garbage",
                    HANDSHAKE,
                    peer -> peer.awaitOctet()
                            .raw("these are no records of TLS\r\n")
                            .awaitEnd()),
            failing(
                    "zeros",
                    HANDSHAKE,
                    peer -> peer.awaitOctet().raw("\0".repeat(64)).awaitEnd()),
            failing(
                    "an alert",
                    HANDSHAKE,
                    peer -> peer.awaitOctet()
                            .raw("\u0015\u0003\u0003\u0000\u0002\u0002\u0028")
                            .awaitEnd()),
            failing("half a record", HANDSHAKE, peer -> peer.awaitOctet().raw("\u0016\u0003\u0003\u0000")),
            failing(
                    "TLS 1.0 only",
                    HANDSHAKE,
                    peer -> peer.failHandshake("TLSv1", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")),
            failing(
                    "TLS 1.1 only",
                    HANDSHAKE,
                    peer -> peer.failHandshake("TLSv1.1", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")),
            failing(
                    "no shared cipher",
                    HANDSHAKE,
                    peer -> peer.failHandshake("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")),
            failing(
                    "a reply that follows the client's hello",
                    "",
                    peer -> peer.awaitOctet().raw("250 evil\r\n").awaitEnd())));

    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    /** @param words how what is said of it begins */
    private record Failing(String words, ScriptedServer.Script script) {}

    static Stream<String> failing() {
        return FAILING.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("failing")
    void isDeferredUnderARequirement(String name) {
        Failing failing = FAILING.get(name);
        RecipientRound round =
                deliver(TlsRequirement.ENCRYPT, peer -> failing.script().run(Point.HANDSHAKE.reach(peer)));

        assertThat(Scene.verdict(round)).isEqualTo("4.7.5");
        assertThat(Scene.words(round)).containsExactly("TLS-TEMP");
        assertWords(round, failing.words());
    }

    @ParameterizedTest
    @MethodSource("failing")
    void isTriedAgainInClearWithoutOne(String name) {
        Failing failing = FAILING.get(name);
        RecipientRound round = deliver(
                TlsRequirement.NONE,
                peer -> failing.script().run(Point.HANDSHAKE.reach(peer)),
                peer -> peer.greet().ehlo("STARTTLS").takeMail());

        assertThat(Scene.verdict(round)).isEqualTo("delivered");
        assertThat(Scene.words(round)).containsExactly("TLS-TEMP", "DELIVERED");
        assertWords(round, failing.words());
        assertThat(round.observations().get(1).tls()).isEmpty();
    }

    /** The flaw of CVE-2011-0411 and its kin: words in clear that would be taken as said over TLS. */
    @ParameterizedTest
    @ValueSource(strings = {"250-evil\r\n250 SIZE 1\r\n", "250 evil\r\n", "2", "\r\n", "\0"})
    void wordsInjectedAfterThe220AreNotTakenForWordsOverTls(String injected) {
        RecipientRound round = deliver(
                TlsRequirement.ENCRYPT,
                peer -> Point.STARTTLS.reach(peer).raw("220 go\r\n" + injected).awaitEnd());

        assertThat(Scene.verdict(round)).isEqualTo("4.7.5");
        assertWords(round, CLEAR);
    }

    @Test
    void wordsInjectedAfterThe220AreNotTakenForMoreWithoutARequirement() {
        RecipientRound round = deliver(
                TlsRequirement.NONE,
                peer -> Point.STARTTLS.reach(peer).raw("220 go\r\n250 evil\r\n").awaitEnd(),
                peer -> peer.greet().ehlo("STARTTLS").takeMail());

        assertThat(Scene.words(round)).containsExactly("TLS-TEMP", "DELIVERED");
    }

    /** Also what was offered in clear is forgotten. */
    @Test
    void whatWasOfferedInClearDoesNotCountOverTls() {
        RecipientRound round = deliver(TlsRequirement.ENCRYPT, peer -> {
            peer.greet().ehlo("STARTTLS", "SIZE 1000", "PIPELINING").expect("STARTTLS");
            peer.say("220 go").handshake().ehlo();
            assertThat(peer.line()).isEqualTo("MAIL FROM:<alice@sender.test>");
            peer.say("250 ok").expect("RCPT").say("250 ok");
            peer.expect("DATA").say("354 go").content();
            peer.say("250 2.0.0 taken").expectQuit();
        });
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
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
        RecipientRound round = deliver(
                TlsRequirement.ENCRYPT,
                peer -> Point.HANDSHAKE.reach(peer).handshake("TLSv1.2").ehlo().takeMail());

        assertThat(round.observations().get(0).tls().orElseThrow().version()).isEqualTo("TLSv1.2");
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
    }

    @Test
    void handshakeThatTakesTooLong() {
        RecipientRound round;
        try (Scene impatient = Scene.impatient();
                ScriptedServer server = ScriptedServer.start(Scene.TLS, Point.HANDSHAKE.then("silence"))) {
            round = impatient.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(Scene.words(round)).containsExactly("TLS-TEMP");
        assertThat(Scene.verdict(round)).isEqualTo("4.7.5");
    }

    private RecipientRound deliver(TlsRequirement requirement, ScriptedServer.Script... scripts) {
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, scripts)) {
            return scene.deliver(requirement, server.as("mx.test"));
        }
    }

    private static void assertWords(RecipientRound round, String words) {
        Observation first = round.observations().get(0);
        assertThat(first.words()).startsWith(words).isNotBlank();
        assertThat(first.tls()).as("a session that never was").isEmpty();
    }

    private static Map.Entry<String, Failing> failing(String name, String words, ScriptedServer.Script script) {
        return Map.entry(name, new Failing(words, script));
    }
}
