package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is observed, and the class it has: the rows of the design's table, under the level encrypt. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttemptClassTest {
    private final Scene scene = new Scene();
    private final Scene impatient = Scene.impatient();

    @AfterAll
    void close() {
        scene.close();
        impatient.close();
    }

    // NET

    @Test
    void refusedConnectionIsNet() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        InetAddress address = InetAddress.getByAddress(
                "mx.test", InetAddress.getLoopbackAddress().getAddress());
        RecipientRound round =
                scene.deliver(TlsRequirement.ENCRYPT, new Target("mx.test", new InetSocketAddress(address, port)));
        assertThat(summary(round)).isEqualTo("NET 4.4.1 connection refused");
    }

    @ParameterizedTest
    @CsvSource({
        "421 4.3.2 busy, NET 4.3.2 421 4.3.2 busy",
        "554 5.7.1 go away, NET 4.7.1 554 5.7.1 go away",
        "554 no, NET 4.4.1 554 no"
    })
    void negativeGreetingIsNet(String greeting, String expected) {
        assertThat(summary(encrypt(peer -> peer.say(greeting).expectQuit()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"450 4.3.0 later", "421 4.3.2 closing", "550 5.7.1 no", "555 no"})
    void negativeEhloIsNet(String reply) {
        assertThat(encrypt(peer -> peer.greet().expect("EHLO").say(reply).expectQuit()))
                .satisfies(hasClass("NET"));
    }

    @Test
    void refusedHeloIsNet() {
        assertThat(encrypt(peer -> peer.greet()
                        .expect("EHLO")
                        .say("502 what?")
                        .expect("HELO relay.test")
                        .say("550 no")
                        .expectQuit()))
                .satisfies(hasClass("NET"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\r\n", "250 not a greeting\r\n", "\r\n", "HTTP/1.1 400 Bad Request\r\n"})
    void malformedGreetingIsNet(String octets) {
        assertThat(encrypt(peer -> peer.raw(octets).awaitEnd())).satisfies(hasClass("NET"));
    }

    @Test
    void endlessReplyIsNet() {
        assertThat(encrypt(peer -> {
                    peer.greet().expect("EHLO");
                    flood(peer, "250-more\r\n");
                }))
                .satisfies(hasClass("NET"));
    }

    @Test
    void endlessLineIsNet() {
        assertThat(encrypt(peer -> {
                    peer.raw("220 ");
                    flood(peer, "xxxxxxxxxx");
                }))
                .satisfies(hasClass("NET"));
    }

    @Test
    void silenceInsteadOfAGreetingIsNet() {
        assertThat(summary(impatiently(Peer::awaitEnd))).isEqualTo("NET 4.4.2 no answer in time: the greeting");
    }

    @Test
    void aReplyThatNeverBecomesWholeIsNet() {
        assertThat(impatiently(peer -> {
                    peer.greet().expect("EHLO");
                    peer.raw("250-a\r\n250-b\r\n250").awaitEnd();
                }))
                .satisfies(hasClass("NET"));
    }

    @Test
    void connectionLostBeforeStarttlsIsAnsweredIsNet() {
        List<ScriptedServer.Script> scripts = List.of(
                peer -> {},
                Peer::reset,
                Peer::greet,
                peer -> peer.greet().expect("EHLO"),
                peer -> peer.greet().ehlo("STARTTLS").expect("STARTTLS").reset());
        assertThat(scripts).allSatisfy(script -> assertThat(encrypt(script)).satisfies(hasClass("NET")));
    }

    // TLS-ABSENT

    @Test
    void ehloWithoutStarttlsIsTlsAbsent() {
        assertThat(encrypt(peer ->
                        peer.greet().ehlo("SIZE", "XSTARTTLS").expectQuit().expectEnd()))
                .satisfies(hasClass("TLS-ABSENT"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void unknownEhloAndAcceptedHeloIsTlsAbsent(int code) {
        assertThat(encrypt(peer -> peer.greet()
                        .expect("EHLO")
                        .say(code + " what?")
                        .expect("HELO relay.test")
                        .say("250 mx.test")
                        .expectQuit()
                        .expectEnd()))
                .satisfies(hasClass("TLS-ABSENT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"502 5.5.1 disabled", "554 no"})
    void starttlsRefusedForGoodIsTlsAbsent(String reply) {
        RecipientRound round = encrypt(peer -> peer.greet()
                .ehlo("STARTTLS")
                .expect("STARTTLS")
                .say(reply)
                .expectQuit()
                .expectEnd());
        assertThat(summary(round)).isEqualTo("TLS-ABSENT 5.7.10 " + reply);
    }

    // SMTP-TEMP, SMTP-PERM

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 4.3.0 later, SMTP-TEMP 4.3.0",
        "MAIL, 550 5.7.1 no, SMTP-PERM 5.7.1",
        "MAIL, 550 no, SMTP-PERM 5.0.0",
        "RCPT, 450 4.2.1 later, SMTP-TEMP 4.2.1",
        "RCPT, 552 too many, SMTP-TEMP 4.0.0",
        "RCPT, 550 5.1.1 who?, SMTP-PERM 5.1.1",
        "DATA, 451 4.3.0 later, SMTP-TEMP 4.3.0",
        "DATA, 554 5.5.1 no, SMTP-PERM 5.5.1",
        "dot, 452 4.3.1 full, SMTP-TEMP 4.3.1",
        "dot, 554 5.6.0 spam, SMTP-PERM 5.6.0"
    })
    void refusalOverASessionAsRequiredIsSmtp(String at, String reply, String expected) {
        RecipientRound round = encrypt(peer -> {
            peer.upToTls();
            for (String step : List.of("MAIL", "RCPT", "DATA", "dot")) {
                if (step.equals("dot")) {
                    peer.content();
                } else {
                    peer.expect(step);
                }
                if (step.equals(at)) {
                    break;
                }
                peer.say(step.equals("DATA") ? "354 go" : "250 ok");
            }
            peer.say(reply).expectQuit();
        });
        assertThat(summary(round)).isEqualTo(expected + " " + reply);
    }

    @Test
    void connectionLostOverASessionAsRequiredIsSmtpTemp() {
        List<ScriptedServer.Script> scripts = List.of(
                peer -> peer.upToTls().expect("MAIL"),
                peer -> peer.upToTls().envelope().expect("DATA"),
                peer -> peer.upToTls().envelope().expect("DATA").say("354 go"),
                peer -> peer.upToTls().envelope().expect("DATA").say("354 go").content());
        assertThat(scripts).allSatisfy(script -> assertThat(encrypt(script)).satisfies(hasClass("SMTP-TEMP")));
    }

    @Test
    void malformedReplyOverASessionAsRequiredIsSmtpTemp() {
        assertThat(encrypt(peer -> peer.upToTls().expect("MAIL").say("ok").awaitEnd()))
                .satisfies(hasClass("SMTP-TEMP"));
    }

    @Test
    void silenceAfterTheFinalDotIsSmtpTemp() {
        assertThat(impatiently(peer -> {
                    peer.upToTls().envelope().expect("DATA").say("354 go").content();
                    peer.awaitEnd();
                }))
                .satisfies(hasClass("SMTP-TEMP"));
    }

    @Test
    void eightBitContentWithout8bitmimeIsSmtpPermOfOurs() {
        RecipientRound round;
        try (ScriptedServer server =
                ScriptedServer.start(Scene.TLS, peer -> peer.upToTls("SIZE").expectQuit())) {
            round = scene.deliver(
                            Scene.transaction(TlsRequirement.ENCRYPT, true, "Subject: \u00e4\r\n\r\n", Scene.BOB),
                            server.as("mx.test"))
                    .of(Scene.BOB);
        }
        assertThat(summary(round)).startsWith("SMTP-PERM 5.6.3 the message has 8-bit content");
    }

    // LOCAL

    @Test
    void anEngineOfOursThatHasNothingToOfferIsLocal() {
        RecipientRound round;
        TlsPolicy unusable = new TlsPolicy(Set.of("TLSv1.3"), List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
        try (Scene broken = new Scene(unusable, Scene.TRUST, Duration.ofSeconds(5));
                ScriptedServer server = ScriptedServer.start(
                        Scene.TLS,
                        peer -> peer.greet()
                                .ehlo("STARTTLS")
                                .expect("STARTTLS")
                                .say("220 go")
                                .awaitEnd())) {
            round = broken.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(summary(round)).startsWith("LOCAL 4.3.0 ");
    }

    private RecipientRound encrypt(ScriptedServer.Script script) {
        return deliver(scene, script);
    }

    private RecipientRound impatiently(ScriptedServer.Script script) {
        return deliver(impatient, script);
    }

    private static RecipientRound deliver(Scene by, ScriptedServer.Script script) {
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, script)) {
            return by.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
    }

    /** Sends without end, until the client has had enough. */
    private static void flood(Peer peer, String octets) {
        try {
            for (int i = 0; i < 10_000_000; i++) {
                peer.raw(octets);
            }
        } catch (IOException e) {
            return;
        }
        throw new AssertionError("the client took it all");
    }

    private static Consumer<RecipientRound> hasClass(String word) {
        return round -> assertThat(Scene.words(round)).containsExactly(word);
    }

    private static String summary(RecipientRound round) {
        return Scene.words(round).get(0)
                + round.outcome()
                        .match(
                                delivered -> "",
                                deferred -> " " + deferred.cause().status() + " "
                                        + deferred.cause().text(),
                                failed -> " " + failed.cause().status() + " "
                                        + failed.cause().text());
    }
}
