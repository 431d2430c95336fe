package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.policy.Judgement;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said after each reply, without any connection. */
class DialogueTest {
    private static final Address BOB = Address.parse("bob@bank.test");
    private static final Address CAROL = Address.parse("carol@bank.test");
    private static final Reply GREETING = Reply.of(220, "mx.test");
    private static final Reply OK = Reply.of(250, "ok");
    private static final Judgement GOOD = new Judgement(List.of(), List.of());

    private final List<String> said = new ArrayList<>();

    @Test
    void saysEverythingInTurnWhereNothingIsOffered() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, OK, OK, OK, OK, Reply.of(354, "go"));
        dialogue.onBodySent();
        play(dialogue, Reply.of(250, "2.0.0 taken"));
        assertThat(said)
                .containsExactly(
                        "EHLO relay.test",
                        "MAIL FROM:<alice@sender.test>",
                        "RCPT TO:<bob@bank.test>",
                        "RCPT TO:<carol@bank.test>",
                        "DATA",
                        "(body)",
                        "(leave)");
        assertThat(kinds(dialogue)).containsValues(AttemptClass.DELIVERED).hasSize(2);
    }

    @Test
    void saysTheEnvelopeAtOnceWherePipeliningIsOfferedButNotData() {
        play(clear(false), GREETING, ehlo("PIPELINING", "SIZE"));
        assertThat(said)
                .containsExactly(
                        "EHLO relay.test",
                        "MAIL FROM:<alice@sender.test> SIZE=321; RCPT TO:<bob@bank.test>; RCPT TO:<carol@bank.test>");
    }

    @Test
    void announcesEightBitContentWhereItIsTaken() {
        play(clear(true), GREETING, ehlo("8BITMIME", "SIZE 100"));
        assertThat(said).endsWith("MAIL FROM:<alice@sender.test> SIZE=321 BODY=8BITMIME");
    }

    @Test
    void refusesEightBitContentItselfWhereItIsNotTaken() {
        Dialogue dialogue = clear(true);
        play(dialogue, GREETING, ehlo("SIZE"));
        assertThat(said).endsWith("QUIT");
        assertThat(finding(dialogue)).satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AttemptClass.SMTP_PERM);
            assertThat(finding.status()).hasToString("5.6.3");
            assertThat(finding.reply()).isEmpty();
        });
    }

    @Test
    void refusesHeadersBeyondAsciiItselfWhereTheyAreNotTaken() {
        Dialogue dialogue =
                dialogue(TlsRequirement.NONE, Errand.TlsUse.NEVER, new Content(false, true, 321, DialogueTest::noBody));
        play(dialogue, GREETING, ehlo("8BITMIME"));
        assertThat(said).endsWith("QUIT");
        assertThat(finding(dialogue).status()).hasToString("5.6.7");
    }

    @ParameterizedTest
    @CsvSource({"DSN, true", "SIZE, false"})
    void tellsWhetherTheServerTakesOverWhatIsAskedOfReports(String offered, boolean takenOver) {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, ehlo(offered), OK, OK, OK, Reply.of(354, "go"));
        dialogue.onBodySent();
        play(dialogue, Reply.of(250, "2.0.0 taken"));
        assertThat(finding(dialogue).relayedDsn()).isEqualTo(takenOver);
    }

    @Test
    void forgetsOverTlsWhatWasOfferedInClear() {
        Dialogue dialogue = encrypted();
        play(dialogue, GREETING, ehlo("STARTTLS", "PIPELINING", "SIZE"), Reply.of(220, "go"));
        note(dialogue.onTls());
        note(dialogue.onJudged(GOOD));
        play(dialogue, OK);
        assertThat(said)
                .containsExactly(
                        "EHLO relay.test",
                        "STARTTLS",
                        "(tls)",
                        "(judge)",
                        "EHLO relay.test",
                        "MAIL FROM:<alice@sender.test>");
    }

    @Test
    void asksForTlsButGoesOnInClearWhereItIsRefusedAndNotRequired() {
        play(opportunistic(), GREETING, ehlo("starttls"), Reply.of(502, "not now"));
        assertThat(said).containsExactly("EHLO relay.test", "STARTTLS", "MAIL FROM:<alice@sender.test>");
    }

    @Test
    void quitsWhereTheSessionIsNotAsDemanded() {
        Dialogue dialogue = judging();
        note(dialogue.onJudged(bad(new Violation.Untrusted("signed by itself"), new Violation.Expired(Instant.EPOCH))));
        assertThat(said).endsWith("(judge)", "QUIT");
        assertThat(finding(dialogue).kind()).isEqualTo(AttemptClass.TLS_TEMP);
        assertThat(finding(dialogue).detail())
                .isEqualTo("the certificate is not trusted: signed by itself;"
                        + " the certificate expired at 1970-01-01T00:00:00Z");
    }

    @Test
    void whatWeCouldNotJudgeIsOurFault() {
        Dialogue dialogue = judging();
        note(dialogue.onJudged(bad(new Violation.NotJudged("no TLSA record was looked up"))));
        assertThat(said).endsWith("(judge)", "QUIT");
        assertThat(finding(dialogue).kind()).isEqualTo(AttemptClass.LOCAL);
    }

    @Test
    void aJudgementThatTakesTooLongIsOurFault() {
        Dialogue dialogue = judging();
        note(dialogue.onLate());
        note(dialogue.onJudged(GOOD));
        assertThat(said).endsWith("(judge)", "(hang up)");
        assertThat(finding(dialogue).kind()).isEqualTo(AttemptClass.LOCAL);
    }

    @Test
    void saysNothingMoreWhereTheServerSpeaksBeforeItIsJudged() {
        Dialogue dialogue = judging();
        play(dialogue, OK);
        note(dialogue.onJudged(GOOD));
        assertThat(said).endsWith("(judge)", "(hang up)");
        assertThat(finding(dialogue).kind()).isEqualTo(AttemptClass.TLS_TEMP);
    }

    @Test
    void fallsBackToHeloAndQuitsUnderARequirement() {
        Dialogue dialogue = encrypted();
        play(dialogue, GREETING, Reply.of(502, "what?"), OK);
        assertThat(said).containsExactly("EHLO relay.test", "HELO relay.test", "QUIT");
        assertThat(finding(dialogue).kind()).isEqualTo(AttemptClass.TLS_ABSENT);
    }

    @Test
    void sendsNoDataWhereNobodyIsAccepted() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, OK, OK, Reply.of(550, "5.1.1 who?"), Reply.of(450, "4.2.1 later"));
        assertThat(said).endsWith("RCPT TO:<carol@bank.test>", "(leave open)");
        assertThat(kinds(dialogue))
                .containsEntry(BOB, AttemptClass.SMTP_PERM)
                .containsEntry(CAROL, AttemptClass.SMTP_TEMP);
    }

    @Test
    void takes552ToRcptForTooManyRecipients() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, OK, OK, OK, Reply.of(552, "5.5.3 too many"));
        dialogue.onReply(Reply.of(354, "go"));
        dialogue.onBodySent();
        dialogue.onReply(OK);
        assertThat(dialogue.findings().orElseThrow().get(CAROL)).satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AttemptClass.SMTP_TEMP);
            assertThat(finding.status()).hasToString("4.5.3");
        });
    }

    @Test
    void keepsARefusalWhenTheConnectionIsLostLater() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, OK, OK, Reply.of(550, "no"), OK);
        note(dialogue.onBroken("gone"));
        assertThat(kinds(dialogue))
                .containsEntry(BOB, AttemptClass.SMTP_PERM)
                .containsEntry(CAROL, AttemptClass.SMTP_TEMP);
    }

    @Test
    void stopsTheBodyAtAnEarlyRefusal() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, OK, OK, OK, OK, Reply.of(354, "go"), Reply.of(552, "5.3.4 too big"));
        assertThat(said).endsWith("(body)", "(hang up)");
        assertThat(finding(dialogue).status()).hasToString("5.3.4");
    }

    @Test
    void doesNotTakeAnEarlyAcceptanceForOne() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, OK, OK, OK, OK, Reply.of(354, "go"), OK);
        assertThat(said).endsWith("(body)", "(hang up)");
        assertThat(finding(dialogue).kind()).isEqualTo(AttemptClass.SMTP_TEMP);
    }

    @Test
    void doesNotTakeAReplyToNoChunkForOne() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, ehlo("CHUNKING", "PIPELINING"), OK, OK, OK);
        note(dialogue.onBodyPart());
        play(dialogue, OK, OK);
        assertThat(said).endsWith("(CHUNKS)", "(hang up)");
        assertThat(finding(dialogue).kind()).isEqualTo(AttemptClass.SMTP_TEMP);
    }

    @Test
    void theReplyToTheLastChunkDecides() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, ehlo("CHUNKING", "PIPELINING"), OK, OK, OK);
        note(dialogue.onBodyPart());
        note(dialogue.onBodySent());
        assertThat(dialogue.phase()).isEqualTo(Phase.LAST_CHUNK);
        play(dialogue, OK);
        assertThat(dialogue.findings()).isEmpty();
        play(dialogue, Reply.of(452, "4.3.1 full"));
        assertThat(finding(dialogue).status()).hasToString("4.3.1");
    }

    @Test
    void hangsUpWhereDataIsAnsweredWithSuccess() {
        Dialogue dialogue = clear(false);
        play(dialogue, GREETING, OK, OK, OK, OK, OK);
        assertThat(said).endsWith("DATA", "(hang up)");
        assertThat(finding(dialogue).kind()).isEqualTo(AttemptClass.SMTP_TEMP);
    }

    private static Judgement bad(Violation... violations) {
        return new Judgement(List.of(), List.of(violations));
    }

    /** Up to where it is to be found out whether the session is as demanded. */
    private Dialogue judging() {
        Dialogue dialogue = encrypted();
        play(dialogue, GREETING, ehlo("STARTTLS"), Reply.of(220, "go"));
        note(dialogue.onTls());
        return dialogue;
    }

    private static Dialogue clear(boolean eightBit) {
        return dialogue(TlsRequirement.NONE, Errand.TlsUse.NEVER, eightBit);
    }

    private static Dialogue opportunistic() {
        return dialogue(TlsRequirement.NONE, Errand.TlsUse.WHERE_OFFERED, false);
    }

    private static Dialogue encrypted() {
        return dialogue(TlsRequirement.ENCRYPT, Errand.TlsUse.WHERE_OFFERED, false);
    }

    private static Dialogue dialogue(TlsRequirement requirement, Errand.TlsUse tls, boolean eightBit) {
        return dialogue(requirement, tls, new Content(eightBit, false, 321, DialogueTest::noBody));
    }

    private static Dialogue dialogue(TlsRequirement requirement, Errand.TlsUse tls, Content content) {
        List<Address> all = List.of(BOB, CAROL);
        Transaction transaction = new Transaction(
                "0QUEUEID00001", ReversePath.parse("alice@sender.test"), all, requirement, content, DsnRequest.NONE);
        return new Dialogue(new Errand("relay.test", transaction, all, requirement, tls, 100));
    }

    private static BodySource noBody() {
        throw new AssertionError("a dialogue opens no body");
    }

    private static Reply ehlo(String... extensions) {
        List<String> lines = new ArrayList<>(List.of("mx.test"));
        lines.addAll(List.of(extensions));
        return new Reply(250, lines);
    }

    private static Finding finding(Dialogue dialogue) {
        return Objects.requireNonNull(dialogue.findings().orElseThrow().get(BOB));
    }

    private static Map<Address, AttemptClass> kinds(Dialogue dialogue) {
        Map<Address, AttemptClass> kinds = new HashMap<>();
        dialogue.findings().orElseThrow().forEach((address, finding) -> kinds.put(address, finding.kind()));
        return kinds;
    }

    private void play(Dialogue dialogue, Reply... replies) {
        for (Reply reply : replies) {
            note(dialogue.onReply(reply));
        }
    }

    private void note(List<Action> actions) {
        actions.forEach(action -> action.performBy(new Action.Hands() {
            @Override
            public void say(List<String> lines) {
                said.add(String.join("; ", lines));
            }

            @Override
            public void startTls() {
                said.add("(tls)");
            }

            @Override
            public void judge() {
                said.add("(judge)");
            }

            @Override
            public void sendBody(BodyForm form) {
                said.add(form == BodyForm.DOTTED ? "(body)" : "(" + form + ")");
            }

            @Override
            public void sendNextChunk() {
                said.add("(next chunk)");
            }

            @Override
            public void leave(Rest rest) {
                said.add(rest.clean() ? "(leave)" : "(leave open)");
            }

            @Override
            public void hangUp() {
                said.add("(hang up)");
            }
        }));
    }
}
