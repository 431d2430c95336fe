package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several recipients, several targets, and what a round does where something of ours breaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTest {
    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "SIZE"})
    void givesEachRecipientItsOwnReplyAndTakesTheDeferredToTheNextTarget(String extension) {
        Scene.Rounds rounds;
        try (ScriptedServer first = ScriptedServer.start(Scene.TLS, peer -> {
                    peer.upToTls(extension).expect("MAIL").say("250 ok");
                    peer.expect("RCPT TO:<bob@").say("250 ok");
                    peer.expect("RCPT TO:<carol@").say("550 5.1.1 unknown");
                    peer.expect("RCPT TO:<dave@").say("450 4.2.2 full");
                    peer.expect("DATA").say("354 go").content();
                    peer.say("250 2.0.0 first").expectQuit();
                });
                ScriptedServer second = ScriptedServer.start(Scene.TLS, peer -> {
                    peer.upToTls().expect("MAIL").say("250 ok");
                    peer.expect("RCPT TO:<dave@").say("250 ok");
                    peer.expect("DATA").say("354 go").content();
                    peer.say("250 2.0.0 second").expectQuit();
                })) {
            rounds = scene.deliver(
                    Scene.transaction(TlsRequirement.ENCRYPT, Scene.BOB, Scene.CAROL, Scene.DAVE),
                    first.as("mx1.test"),
                    second.as("mx2.test"));
        }
        assertThat(rounds.of(Scene.BOB).outcome())
                .hasToString("Delivered[reply=250 2.0.0 first, relayedDsn=false, trial=Optional.empty]");
        assertThat(Scene.words(rounds.of(Scene.CAROL))).containsExactly("SMTP-PERM");
        assertThat(rounds.of(Scene.CAROL).outcome()).isInstanceOfSatisfying(RecipientOutcome.Failed.class, failed -> {
            assertThat(failed.type()).isEqualTo(FailureType.REJECTED);
            assertThat(failed.cause().status()).hasToString("5.1.1");
            assertThat(failed.cause().remoteHost()).hasValue("mx1.test");
        });
        assertThat(Scene.words(rounds.of(Scene.DAVE))).containsExactly("SMTP-TEMP", "DELIVERED");
    }

    @Test
    void triesNoFurtherTargetOnceEveryRecipientHasAFinalWord() {
        RecipientRound round;
        try (ScriptedServer first =
                        ScriptedServer.start(Scene.TLS, peer -> peer.upToTls().takeMail());
                ScriptedServer second = ScriptedServer.start(Scene.TLS)) {
            round = scene.deliver(TlsRequirement.ENCRYPT, first.as("mx1.test"), second.as("mx2.test"));
        }
        assertThat(Scene.words(round)).containsExactly("DELIVERED");
    }

    @Test
    void goesOnToAHostWithTlsAfterOneWithout() {
        RecipientRound round;
        try (ScriptedServer first = ScriptedServer.start(
                        Scene.TLS,
                        peer -> peer.greet().ehlo("SIZE").expectQuit().expectEnd());
                ScriptedServer second =
                        ScriptedServer.start(Scene.TLS, peer -> peer.upToTls().takeMail())) {
            round = scene.deliver(TlsRequirement.ENCRYPT, first.as("mx1.test"), second.as("mx2.test"));
        }
        assertThat(Scene.words(round)).containsExactly("TLS-ABSENT", "DELIVERED");
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
    }

    @Test
    void countsAHostThatWasNotLookedUpAsNet() {
        Scene.Rounds rounds;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS, peer -> peer.greet().ehlo("SIZE").expectQuit())) {
            rounds = scene.deliver(
                    Scene.transaction(TlsRequirement.ENCRYPT, Scene.BOB),
                    new Route.Targets(
                            List.of(server.as("mx1.test")),
                            false,
                            List.of(new Route.LookupFailure("mx2.test", "SERVFAIL"))));
        }
        assertThat(Scene.words(rounds.of(Scene.BOB))).containsExactly("NET", "TLS-ABSENT");
        assertThat(rounds.of(Scene.BOB).outcome()).isInstanceOf(RecipientOutcome.Deferred.class);
    }

    @ParameterizedTest
    @CsvSource({"5.1.10, UNROUTABLE", "5.4.6, LOOP"})
    void failsWhereThereIsNoRoute(String status, FailureType type) {
        RecipientOutcome outcome = scene.deliver(
                        Scene.transaction(TlsRequirement.NONE, Scene.BOB),
                        new Route.Unroutable(EnhancedStatus.of(status), "the domain takes no mail"))
                .of(Scene.BOB)
                .outcome();
        assertThat(outcome).isInstanceOfSatisfying(RecipientOutcome.Failed.class, failed -> {
            assertThat(failed.type()).isEqualTo(type);
            assertThat(failed.cause().status()).hasToString(status);
            assertThat(failed.cause().kind()).isEmpty();
        });
    }

    @Test
    void defersWhereTheLookupFailed() {
        RecipientRound round = scene.deliver(
                        Scene.transaction(TlsRequirement.NONE, Scene.BOB),
                        new Route.LookupFailed(new Route.LookupFailure("bank.test", "SERVFAIL")))
                .of(Scene.BOB);
        assertThat(Scene.words(round)).containsExactly("NET");
        assertThat(((RecipientOutcome.Deferred) round.outcome()).cause().status())
                .hasToString("4.4.3");
    }

    @Test
    void streamsABigBodyNoFasterThanItIsTaken() {
        AtomicInteger chunks = new AtomicInteger();
        AtomicInteger chunksWhileNobodyReads = new AtomicInteger();
        AtomicReference<Integer> received = new AtomicReference<>(0);
        byte[] line = ("x".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        int lines = 15_000;
        Transaction transaction = withBody(() -> () -> CompletableFuture.completedFuture(
                chunks.getAndIncrement() < lines ? Optional.of(line) : Optional.empty()));
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls().envelope().expect("DATA").say("354 go");
            chunksWhileNobodyReads.set(stalled(chunks));
            received.set(peer.content().length());
            peer.say("250 ok").expectQuit();
        })) {
            round = scene.deliver(transaction, server.as("mx.test")).of(Scene.BOB);
        }
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
        assertThat(received).hasValue(lines * line.length);
        assertThat(chunksWhileNobodyReads).hasValueLessThan(lines / 2);
    }

    @Test
    void defersWhereTheBodyCannotBeReadAndSendsNoFinalDot() {
        Transaction transaction =
                withBody(() -> () -> CompletableFuture.failedFuture(new IllegalStateException("gone")));
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.upToTls().envelope().expect("DATA").say("354 go").expectEnd())) {
            round = scene.deliver(transaction, server.as("mx.test")).of(Scene.BOB);
        }
        assertThat(Scene.words(round)).containsExactly("LOCAL");
    }

    @Test
    void defersWhereTheBodyCannotBeOpened() {
        Transaction transaction = withBody(() -> {
            throw new IllegalStateException("gone");
        });
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.upToTls().envelope().expect("DATA").say("354 go").expectEnd())) {
            round = scene.deliver(transaction, server.as("mx.test")).of(Scene.BOB);
        }
        assertThat(((RecipientOutcome.Deferred) round.outcome()).cause().status())
                .hasToString("4.3.0");
    }

    @Test
    void readsRepliesThatComeInFragments() {
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.trickle("220-mx\r\n220 test\r\n").expect("EHLO").trickle("250-mx\r\n250 STARTTLS\r\n");
            peer.expect("STARTTLS").trickle("220 go\r\n").handshake().ehlo().takeMail();
        })) {
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
    }

    private static Transaction withBody(Supplier<BodySource> body) {
        Transaction plain = Scene.transaction(TlsRequirement.ENCRYPT, Scene.BOB);
        return new Transaction(
                plain.queueId(),
                plain.reversePath(),
                plain.recipients(),
                plain.requirement(),
                new Content(false, false, 0, body),
                DsnRequest.NONE);
    }

    /** Waits until the count no longer rises, and tells it. */
    private static int stalled(AtomicInteger count) {
        AtomicInteger last = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(200))
                .until(() -> count.get() > 0 && last.getAndSet(count.get()) == count.get());
        return count.get();
    }
}
