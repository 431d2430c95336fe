package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.TlsRequirement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Without a requirement: TLS where it works, else in clear (RFC 7435). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpportunisticDeliveryTest {
    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void usesTlsWhereItIsOfferedWhateverTheCertificate() {
        var expired = Scene.AUTHORITY.issue(
                Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2002-01-01T00:00:00Z"), "other.test");
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(
                expired.serverContext(), peer -> peer.upToTls().takeMail())) {
            round = scene.deliver(TlsRequirement.NONE, server.as("mx.test"));
        }
        assertThat(Scene.words(round)).containsExactly("DELIVERED");
        assertThat(round.observations().get(0).tls()).isPresent();
    }

    @Test
    void goesOnInClearWhereTlsIsNotOffered() {
        RecipientRound round = deliver(peer -> peer.greet().ehlo("SIZE").takeMail());
        assertThat(Scene.words(round)).containsExactly("DELIVERED");
        assertThat(round.observations().get(0).tls()).isEmpty();
    }

    @Test
    void judgesADeliveryInClearByWhatIsMonitored() {
        RecipientOutcome outcome;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS, peer -> peer.greet().ehlo("SIZE").takeMail())) {
            outcome = scene.deliver(Scene.monitored(Map.of(Scene.BOB, TlsRequirement.ENCRYPT)), server.as("mx.test"))
                    .of(Scene.BOB)
                    .outcome();
        }

        assertThat(outcome).isInstanceOf(RecipientOutcome.Delivered.class);
        assertThat(outcome.trial())
                .map(Judgement::words)
                .contains("the connection is not encrypted, at least TLSv1.2 is required");
    }

    @Test
    void goesOnInClearOnTheSameConnectionWhereStarttlsIsRefusedForGood() {
        RecipientRound round = deliver(peer ->
                peer.greet().ehlo("STARTTLS").expect("STARTTLS").say("502 no").takeMail());
        assertThat(Scene.words(round)).containsExactly("DELIVERED");
    }

    @Test
    void goesOnWithHelo() {
        RecipientRound round = deliver(peer -> peer.greet()
                .expect("EHLO")
                .say("500 what?")
                .expect("HELO relay.test")
                .say("250 mx.test")
                .takeMail());
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
    }

    @Test
    void triesOnceMoreInClearWhereTheHandshakeFails() {
        RecipientRound round = deliver(
                peer -> peer.greet().ehlo("STARTTLS").expect("STARTTLS").say("220 go"),
                peer -> peer.greet().ehlo("STARTTLS").takeMail());
        assertThat(Scene.words(round)).containsExactly("TLS-TEMP", "DELIVERED");
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
    }

    @Test
    void triesOnceMoreInClearWhereStarttlsIsRefusedForNow() {
        RecipientRound round = deliver(
                peer -> peer.greet()
                        .ehlo("STARTTLS")
                        .expect("STARTTLS")
                        .say("454 not now")
                        .expectQuit(),
                peer -> peer.greet().ehlo("STARTTLS").takeMail());
        assertThat(Scene.words(round)).containsExactly("TLS-TEMP", "DELIVERED");
    }

    @Test
    void triesNothingInClearAfterARefusalOverTls() {
        RecipientRound round = deliver(
                peer -> peer.upToTls().expect("MAIL").say("550 5.7.1 no").expectQuit());
        assertThat(Scene.words(round)).containsExactly("SMTP-PERM");
    }

    @Test
    void nothingButTheHandshakeIsTriedUnderARequirement() {
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.greet().ehlo("STARTTLS").expect("STARTTLS").say("220 go"))) {
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(Scene.words(round)).isEqualTo(List.of("TLS-TEMP"));
    }

    private RecipientRound deliver(ScriptedServer.Script... scripts) {
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, scripts)) {
            return scene.deliver(TlsRequirement.NONE, server.as("mx.test"));
        }
    }
}
