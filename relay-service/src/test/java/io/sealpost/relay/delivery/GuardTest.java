package io.sealpost.relay.delivery;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.ChainTrust;
import io.sealpost.relay.policy.DaneFacts;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.SessionFacts;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.policy.Tlsa;
import io.sealpost.relay.policy.Violation;
import io.sealpost.relay.route.Target;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing of a message leaves on a connection that does not meet its requirement, whatever the caller does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {
    private static final ChainTrust GOOD = new ChainTrust.Trusted("CN=Test CA");

    private static final TlsRequirement VERIFY =
            TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.HostName()), Duration.ofHours(1));

    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void stopsADialogueThatForgetsToAskForTls() throws Exception {
        SmtpClient.Attempt attempt;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS, peer -> peer.greet().ehlo("STARTTLS", "PIPELINING").expectEnd())) {
            attempt = scene.attempt(
                    Scene.transaction(TlsRequirement.ENCRYPT, Scene.BOB), server.as("mx.test"), Errand.TlsUse.NEVER);
        }
        assertThat(attempt.findings().get(Scene.BOB))
                .extracting(Finding::kind, finding -> finding.status().toString())
                .containsExactly(AttemptClass.LOCAL, "4.3.0");
    }

    @Test
    void endsAfterAHandshakeOfTooLowAVersionWithoutAWordOfTheMessage() {
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.greet().ehlo("STARTTLS").expect("STARTTLS").say("220 go").handshake("TLSv1.2");
            peer.expectQuit().expectEnd();
        })) {
            round = scene.deliver(
                    TlsRequirement.of(TlsVersion.TLS_1_3, List.of(), TlsRequirement.DEFAULT_RETRY_WINDOW),
                    server.as("mx.test"));
        }
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Deferred.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EHLO relay.test\r\n", "HELO relay.test\r\n", "STARTTLS\r\n", "NOOP\r\n", "RSET\r\n", "QUIT\r\n"
            })
    void letsPassWhatSaysNothingOfAMessage(String octets) throws Exception {
        assertThat(write(octets, TlsRequirement.ENCRYPT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAIL FROM:<alice@sender.test>\r\n",
                "RCPT TO:<bob@bank.test>\r\n",
                "DATA\r\n",
                "Subject: hello\r\n",
                "NOOP\r\nMAIL FROM:<alice@sender.test>\r\n",
                "NOOP bob@bank.test\r\n",
                "EHLO relay.test\nMAIL FROM:<alice@sender.test>\r\n",
                "EHLO relay.test RCPT TO:<bob@bank.test>\r\n",
                "QUIT",
                "QUITE\r\n",
                "\r\n",
                ""
            })
    void stopsEverythingElse(String octets) throws Exception {
        assertThat(write(octets, TlsRequirement.ENCRYPT)).isFalse();
    }

    @Test
    void letsEverythingPassWhereNothingIsRequired() throws Exception {
        assertThat(write("MAIL FROM:<alice@sender.test>\r\n", TlsRequirement.NONE))
                .isTrue();
    }

    /** A caller that goes on whatever the judgement was, or without any. */
    @Test
    void staysShutOverTlsUntilTheSessionWasFoundGood() throws Exception {
        ChainTrust bad = new ChainTrust.Distrusted(new Violation.Untrusted("signed by itself"));
        assertThat(writeOverTls(false, session -> Future.succeededFuture(facts(GOOD))))
                .as("not judged")
                .isFalse();
        assertThat(writeOverTls(true, session -> Future.succeededFuture(facts(bad))))
                .as("judged and bad")
                .isFalse();
        assertThat(writeOverTls(true, session -> Future.failedFuture("no trust store")))
                .as("could not be judged")
                .isFalse();
        assertThat(writeOverTls(true, session -> Future.succeededFuture(facts(GOOD))))
                .as("judged and good")
                .isTrue();
    }

    /** A pool that mistakes one message's connection for another's. */
    @Test
    void isShutForMessagesOfAnotherPurpose() throws Exception {
        Purpose judged = purpose(VERIFY);
        assertThat(writeOverTls(true, session -> Future.succeededFuture(facts(GOOD)), Optional.of(judged)))
                .isTrue();
        List<Purpose> others = List.of(
                purpose(VERIFY.join(TlsRequirement.of(TlsVersion.TLS_1_3, List.of(), Duration.ZERO))),
                purpose(TlsRequirement.NONE),
                new Purpose(judged.target(), VERIFY, Optional.of(Domain.parse("other.test"))),
                new Purpose(new Target("mx2.test", judged.target().address()), VERIFY, judged.domain()));
        for (Purpose other : others) {
            assertThat(writeOverTls(true, session -> Future.succeededFuture(facts(GOOD)), Optional.of(other)))
                    .as(other.toString())
                    .isFalse();
        }
    }

    @Test
    void isTheOnlyOneThatCallsASocket() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Guard.class)
                .should()
                .callMethodWhere(target(owner(assignableTo(NetSocket.class))))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.sealpost.relay.delivery"));
    }

    private static SessionFacts facts(ChainTrust trust) {
        return new SessionFacts(
                Optional.of(TlsVersion.TLS_1_3),
                trust,
                "mx.test",
                Scene.BOB.domain(),
                List.of("mx.test"),
                Optional.empty(),
                new DaneFacts(new Tlsa.None("nobody asked"), Optional.empty(), new ChainTrust.Unasked()));
    }

    /** Writes through the guard of a connection over TLS under the level verify; whether it passed. */
    private boolean writeOverTls(boolean judge, Function<SSLSession, Future<SessionFacts>> facts) throws Exception {
        return writeOverTls(judge, facts, Optional.empty());
    }

    /** @param next what the connection is then used for, if it is for something else */
    private boolean writeOverTls(
            boolean judge, Function<SSLSession, Future<SessionFacts>> facts, Optional<Purpose> next) throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(Scene.TLS, peer -> peer.handshake().awaitEnd())) {
            NetClient client = scene.vertx.createNetClient(TlsPolicy.STANDARD.applyTo(new NetClientOptions()));
            return client.connect(
                            SocketAddress.inetSocketAddress(server.as("mx.test").address()))
                    .compose(socket -> {
                        Guard guard = new Guard(purpose(VERIFY), socket, facts);
                        return guard.startTls(Optional.of("mx.test"))
                                .compose(secure -> judge ? guard.judge().otherwiseEmpty() : Future.succeededFuture())
                                .map(judged -> {
                                    next.ifPresent(guard::serve);
                                    return passes(guard);
                                });
                    })
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
        }
    }

    private static Purpose purpose(TlsRequirement requirement) {
        return new Purpose(
                new Target("mx.test", new InetSocketAddress(InetAddress.getLoopbackAddress(), 25)),
                requirement,
                Optional.of(Scene.BOB.domain()));
    }

    private static boolean passes(Guard guard) {
        try {
            guard.write("MAIL FROM:<alice@sender.test>\r\n".getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (Guard.Breach e) {
            return false;
        } finally {
            guard.close();
        }
    }

    /** Writes through the guard of a connection in clear; whether it arrived, judged by what the other end got. */
    private boolean write(String octets, TlsRequirement requirement) throws Exception {
        Buffer received = Buffer.buffer();
        Future<Boolean> outcome = scene.vertx
                .createNetServer()
                .connectHandler(socket -> socket.handler(received::appendBuffer))
                .listen(0, "127.0.0.1")
                .compose(server -> {
                    NetClient client = scene.vertx.createNetClient();
                    return client.connect(server.actualPort(), "127.0.0.1").map(socket -> {
                        try {
                            new Guard(purpose(requirement), socket, session -> Future.failedFuture("nobody asks"))
                                    .write(octets.getBytes(StandardCharsets.US_ASCII));
                            return true;
                        } catch (Guard.Breach e) {
                            return false;
                        } finally {
                            socket.close();
                        }
                    });
                });
        boolean passed = outcome.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        if (passed) {
            await().until(() -> received.toString().equals(octets));
        }
        return passed;
    }
}
