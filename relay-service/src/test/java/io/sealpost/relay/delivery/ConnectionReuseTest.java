package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that serve for more than one message; a scripted server fails for a connection too many. */
class ConnectionReuseTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final TlsRequirement VERIFY =
            TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.HostName()), TlsRequirement.DEFAULT_RETRY_WINDOW);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private Scene scene = scene(new Scene.Reuse(100, LONG, LONG, 10));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void fiftyMessagesGoOverThreeConnectionsWhereEachTakesTwenty() {
        reuse(new Scene.Reuse(20, LONG, LONG, 10));
        List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
        ScriptedServer.Script script = peer -> taken.add(peer.upToTls().takeMails());
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, script, script, script)) {
            for (int i = 0; i < 50; i++) {
                delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            }
            scene.closeClient();
        }
        assertThat(taken).containsExactly(20, 20, 10);
    }

    @Test
    void tellsOfEveryDeliveryWhatTlsThereWas() {
        List<RecipientRound> rounds;
        try (ScriptedServer server =
                ScriptedServer.start(Scene.TLS, peer -> peer.upToTls().takeMails())) {
            rounds = List.of(delivers(VERIFY, server.as("mx.test")), delivers(VERIFY, server.as("mx.test")));
            scene.closeClient();
        }
        assertThat(rounds)
                .extracting(round -> round.observations().get(0).tls().orElseThrow())
                .allSatisfy(tls -> assertThat(tls.verified()).contains(TlsLevel.VERIFY))
                .satisfies(both -> assertThat(both.get(0)).isEqualTo(both.get(1)));
    }

    @Test
    void quitsWhatWasIdleForTooLong() {
        reuse(new Scene.Reuse(100, LONG, Duration.ofMillis(200), 10));
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.upToTls().takeOne().expectQuit().expectEnd(),
                peer -> peer.upToTls().takeOne().expectQuit())) {
            Target target = server.as("mx.test");
            delivers(TlsRequirement.ENCRYPT, target);
            server.awaitEnded(1);
            delivers(TlsRequirement.ENCRYPT, target);
        }
    }

    @Test
    void quitsWhatIsTooOld() {
        reuse(new Scene.Reuse(100, Duration.ofMinutes(2), LONG, 10));
        ScriptedServer.Script takesTwo =
                peer -> assertThat(peer.upToTls().takeMails()).isEqualTo(2);
        try (ScriptedServer server =
                ScriptedServer.start(Scene.TLS, takesTwo, peer -> peer.upToTls().takeMails())) {
            delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            now.updateAndGet(before -> before.plusSeconds(121));
            delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            scene.closeClient();
        }
    }

    @Test
    void keepsNoMoreThanAllowedInAll() {
        reuse(new Scene.Reuse(100, LONG, LONG, 1));
        try (ScriptedServer first =
                        ScriptedServer.start(Scene.TLS, peer -> peer.upToTls().takeMails());
                ScriptedServer second = ScriptedServer.start(
                        Scene.TLS, peer -> peer.upToTls().takeOne().expectQuit().expectEnd())) {
            delivers(TlsRequirement.ENCRYPT, first.as("mx.test"));
            delivers(TlsRequirement.ENCRYPT, second.as("mx.test"));
            second.awaitEnded(1);
            scene.closeClient();
        }
    }

    @Test
    void takesANewConnectionWhereTheIdleOneWasClosed() {
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.upToTls().takeOne(),
                peer -> peer.upToTls().takeMails())) {
            delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            server.awaitEnded(1);
            delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            scene.closeClient();
        }
    }

    @Test
    void aKeptConnectionThatEndsAtTheFirstCommandIsNoAttempt() {
        for (ScriptedServer.Script end : List.<ScriptedServer.Script>of(
                peer -> {},
                Peer::reset,
                peer -> peer.say("421 4.4.2 idle for too long"),
                peer -> peer.say("452 4.5.3 enough on this connection").expectQuit(),
                peer -> peer.say("503 5.5.1 EHLO first").expectQuit(),
                peer -> peer.say("nonsense").expectEnd())) {
            try (ScriptedServer server = ScriptedServer.start(
                    Scene.TLS,
                    peer -> end.run(peer.upToTls().takeOne().expect("MAIL FROM:")),
                    peer -> peer.upToTls().takeMails())) {
                delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
                assertThat(Scene.words(delivers(TlsRequirement.ENCRYPT, server.as("mx.test"))))
                        .containsExactly("DELIVERED");
                scene.closeClient();
            }
            reuse(new Scene.Reuse(100, LONG, LONG, 10));
        }
    }

    /** A firewall on the way may forget a connection and drop what comes on it. */
    @Test
    void aKeptConnectionThatIsSilentCostsLittleTimeAndNoAttempt() {
        scene.close();
        scene = new Scene(Scene.settings(
                LONG, Duration.ofMillis(200), 100, SourceAddresses.ANY, new Scene.Reuse(100, LONG, LONG, 10)));
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.upToTls().takeOne().expect("MAIL FROM:").stall(),
                peer -> peer.upToTls().takeMails())) {
            delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            assertThat(Scene.words(delivers(TlsRequirement.ENCRYPT, server.as("mx.test"))))
                    .containsExactly("DELIVERED");
            scene.closeClient();
        }
    }

    /** A server that takes one transaction a connection; one recipient a transaction. */
    @Test
    void asksWhomAServerLeftUnaskedOnAnotherConnection() {
        scene.close();
        scene = new Scene(Scene.settings(LONG, 1, SourceAddresses.ANY));
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.upToTls()
                        .takeOne()
                        .expect("MAIL FROM:")
                        .say("554 5.5.0 one message a session")
                        .expectQuit(),
                peer -> peer.upToTls().takeOne().expect("MAIL FROM:"),
                peer -> peer.upToTls().takeOne().expectQuit())) {
            Scene.Rounds rounds = scene.deliver(
                    Scene.transaction(TlsRequirement.ENCRYPT, Scene.BOB, Scene.CAROL, Scene.DAVE),
                    server.as("mx.test"));
            assertThat(rounds.all())
                    .hasSize(3)
                    .allSatisfy(round -> assertThat(Scene.words(round)).containsExactly("DELIVERED"));
        }
    }

    @Test
    void neverSendsAgainWhatWasSaidToItsEnd() {
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.upToTls()
                        .takeOne()
                        .envelope()
                        .expect("DATA")
                        .say("354 go")
                        .content())) {
            delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Deferred.class);
        assertThat(Scene.words(round)).containsExactly(AttemptClass.SMTP_TEMP.word());
    }

    @Test
    void saysRsetFirstWhereATransactionIsStillOpen() {
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls().expect("MAIL FROM:").say("250 ok").expect("RCPT TO:").say("550 5.1.1 who?");
            peer.expect("RSET").say("250 ok").takeMails();
        })) {
            assertThat(scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"))
                            .outcome())
                    .isInstanceOf(RecipientOutcome.Failed.class);
            delivers(TlsRequirement.ENCRYPT, server.as("mx.test"));
            scene.closeClient();
        }
    }

    @Test
    void messagesOfDifferingRequirementsNeverShare() {
        TlsRequirement laterVersion =
                TlsRequirement.of(TlsVersion.TLS_1_3, List.of(), TlsRequirement.DEFAULT_RETRY_WINDOW);
        List<TlsRequirement> requirements =
                List.of(TlsRequirement.NONE, TlsRequirement.ENCRYPT, VERIFY, laterVersion, VERIFY.join(laterVersion));
        ScriptedServer.Script takesTwo =
                peer -> assertThat(peer.upToTls().takeMails()).isEqualTo(2);
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS, Collections.nCopies(requirements.size(), takesTwo).toArray(ScriptedServer.Script[]::new))) {
            for (int i = 0; i < 2; i++) {
                requirements.forEach(requirement -> delivers(requirement, server.as("mx.test")));
            }
            scene.closeClient();
        }
    }

    /** The level secure judges by the recipients' domain: a session that is good for one need not be for another. */
    @Test
    void messagesToOtherDomainsNeverShareWhereTheSessionIsJudged() {
        TlsRequirement secure = TlsRequirement.of(
                TlsVersion.TLS_1_2,
                List.of(new Demand.RecipientDomain(List.of(new AcceptedName.Exactly(Domain.parse("mx.test"))))),
                TlsRequirement.DEFAULT_RETRY_WINDOW);
        ScriptedServer.Script takesOne =
                peer -> assertThat(peer.upToTls().takeMails()).isEqualTo(1);
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, takesOne, takesOne)) {
            delivers(secure, Scene.BOB, server.as("mx.test"));
            delivers(secure, Address.parse("eve@other.test"), server.as("mx.test"));
            scene.closeClient();
        }
    }

    @Test
    void messagesToOtherHostsOfOneAddressNeverShare() {
        ScriptedServer.Script takesOne =
                peer -> assertThat(peer.upToTls().takeMails()).isEqualTo(1);
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, takesOne, takesOne)) {
            delivers(TlsRequirement.NONE, server.as("mx.test"));
            delivers(TlsRequirement.NONE, server.as("mx2.test"));
            scene.closeClient();
        }
    }

    private RecipientRound delivers(TlsRequirement requirement, Target target) {
        return delivers(requirement, Scene.BOB, target);
    }

    private RecipientRound delivers(TlsRequirement requirement, Address recipient, Target target) {
        RecipientRound round =
                scene.deliver(Scene.transaction(requirement, recipient), target).of(recipient);
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
        return round;
    }

    private void reuse(ReuseSettings reuse) {
        scene.close();
        scene = scene(reuse);
    }

    private Scene scene(ReuseSettings reuse) {
        return new Scene(
                Scene.settings(Duration.ofSeconds(5), 100, SourceAddresses.ANY, reuse),
                ((InstantSource) now::get).withZone(ZoneOffset.UTC));
    }
}
