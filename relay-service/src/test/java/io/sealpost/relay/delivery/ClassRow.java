package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.outcome.TlsEvidence;
import io.sealpost.relay.policy.TlsRequirement;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one server does, and what must come of it: a row of the table of attempt classes, written down by hand.
 *
 * @param at how far the server is good
 * @param does what it does there, as {@link Point#then} takes it
 * @param kind the class under the level encrypt
 * @param verdict as {@link Scene#verdict} tells it, under the level encrypt
 * @param free what becomes of it under no rule: {@code same}; {@code clear}, that it is delivered on the same connection;
 *     {@code again}, that it is delivered in clear on a second one
 * @param reply the code of the reply that is kept, or {@code -}
 * @param tls the version of the session that is kept, or {@code -}
 * @param words what is said of it, or how that begins
 */
record ClassRow(
        Point at, String does, String kind, String verdict, String free, String reply, String tls, String words) {
    private static final String HOST = "mx.test";
    private static final String NONE = "-";

    /** One row a line, {@code |} between its cells. */
    static List<ClassRow> table(String lines) {
        return lines.lines().map(ClassRow::parse).toList();
    }

    private static ClassRow parse(String line) {
        String[] cells = Stream.of(line.split("\\|")).map(String::strip).toArray(String[]::new);
        return new ClassRow(
                Point.named(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]);
    }

    /** The same must come of this. */
    ClassRow doing(String otherwise) {
        return new ClassRow(at, otherwise, kind, verdict, free, reply, tls, words);
    }

    void assertUnderEncrypt(Scene scene) {
        RecipientRound round = deliver(scene, TlsRequirement.ENCRYPT, this::playToTheEnd);
        assertThat(Scene.words(round)).as("classes under encrypt").containsExactly(kind);
        assertOutcome(round);
        assertObservation(round.observations().get(0));
    }

    void assertUnderNoRule(Scene scene) {
        switch (free) {
            case "same" -> {
                RecipientRound round = deliver(scene, TlsRequirement.NONE, this::playToTheEnd);
                assertThat(Scene.words(round)).as("classes under no rule").containsExactly(kind);
                assertOutcome(round);
                assertObservation(round.observations().get(0));
            }
            case "clear" ->
                assertDelivered(
                        deliver(scene, TlsRequirement.NONE, peer -> {
                            at.then(does).run(peer);
                            peer.takeMail();
                        }),
                        "DELIVERED");
            case "again" -> {
                RecipientRound round = deliver(
                        scene,
                        TlsRequirement.NONE,
                        this::playToTheEnd,
                        peer -> peer.greet().ehlo("STARTTLS").takeMail());
                assertDelivered(round, kind, "DELIVERED");
                assertObservation(round.observations().get(0));
            }
            default -> throw new IllegalArgumentException(free);
        }
    }

    /** What the server did, after which the client says nothing of the message. */
    private void playToTheEnd(Peer peer) throws IOException {
        at.then(does).run(peer);
        if (at == Point.BODY) {
            peer.awaitEnd();
        } else if (!Point.ENDING.contains(does)) {
            peer.leave();
        }
    }

    private RecipientRound deliver(Scene scene, TlsRequirement requirement, ScriptedServer.Script... scripts) {
        Transaction transaction =
                at == Point.BODY ? Scene.bulky(requirement) : Scene.transaction(requirement, Scene.BOB);
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, scripts)) {
            return scene.deliver(transaction, server.as(HOST)).of(Scene.BOB);
        }
    }

    private void assertOutcome(RecipientRound round) {
        assertThat(Scene.verdict(round)).as("verdict").isEqualTo(verdict);
        if (!verdict.equals("delivered")) {
            Cause cause = Scene.cause(round).orElseThrow();
            assertThat(cause.kind().orElseThrow().word())
                    .as("class of the cause")
                    .isEqualTo(kind);
            assertThat(cause.text()).as("text").startsWith(words);
            assertThat(cause.remoteHost().orElse("ours"))
                    .as("whose words")
                    .isEqualTo(Character.isDigit(words.charAt(0)) ? HOST : "ours");
        }
    }

    private void assertObservation(Observation seen) {
        assertThat(seen.host()).isEqualTo(HOST);
        assertThat(seen.address().orElseThrow()).startsWith("127.0.0.1:");
        assertThat(seen.words()).as("words").startsWith(words);
        assertThat(seen.reply().map(each -> String.valueOf(each.code())).orElse(NONE))
                .as("reply")
                .isEqualTo(reply);
        assertThat(seen.tls().map(TlsEvidence::version).orElse(NONE)).as("TLS").isEqualTo(tls);
        seen.tls()
                .ifPresent(session -> assertThat(session.names())
                        .as("names of the certificate")
                        .containsExactly(HOST));
    }

    private static void assertDelivered(RecipientRound round, String... classes) {
        assertThat(Scene.words(round)).as("classes under no rule").containsExactly(classes);
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
        Observation last = round.observations().get(classes.length - 1);
        assertThat(last.tls()).as("TLS").isEmpty();
        assertThat(last.reply().orElseThrow().words()).isEqualTo("250 2.0.0 taken");
    }
}
