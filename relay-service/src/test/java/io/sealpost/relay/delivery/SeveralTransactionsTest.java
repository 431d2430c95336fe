package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More recipients than one transaction takes. */
class SeveralTransactionsTest {
    private static final String A = "a@bank.test";
    private static final String B = "b@bank.test";
    private static final String C = "c@bank.test";

    @Test
    void theNextFollowsTheFinalReplyOnTheSameConnection() {
        Played played = started(2, A, B, C).replies(Played.OK, Played.OK, Played.OK, Played.GO, Played.OK);
        played.replies(Played.OK, Played.OK, Played.GO, Reply.of(250, "second"));
        assertThat(played.said())
                .containsExactly(
                        "EHLO relay.test",
                        "MAIL FROM:<alice@sender.test>; RCPT TO:<a@bank.test>; RCPT TO:<b@bank.test>",
                        "DATA",
                        "(body)",
                        "MAIL FROM:<alice@sender.test>; RCPT TO:<c@bank.test>",
                        "DATA",
                        "(body)",
                        "(leave)");
        assertThat(played.kinds()).hasSize(3).containsOnlyKeys(A, B, C).containsValue(AttemptClass.DELIVERED);
        assertThat(played.kinds().values()).containsOnly(AttemptClass.DELIVERED);
    }

    @Test
    void aRefusedSenderIsRefusedForAll() {
        Played played = started(1, A, B).replies(Reply.of(550, "5.7.1 no"), Reply.of(503, "MAIL first"));
        assertThat(played.said()).endsWith(mail(A), "QUIT", "(hang up)");
        assertThat(played.kinds()).containsEntry(A, AttemptClass.SMTP_PERM).containsEntry(B, AttemptClass.SMTP_PERM);
    }

    @Test
    void aServerThatTakesNoSecondTransactionHasNoWordForWhoWasNotAsked() {
        Played played = started(1, A, B, C).replies(Played.OK, Played.OK, Played.GO, Played.OK);
        played.replies(Reply.of(554, "5.5.0 one message a session"), Reply.of(503, "MAIL first"));
        assertThat(played.said()).endsWith(mail(B), "QUIT", "(hang up)");
        assertThat(played.kinds()).containsOnly(Map.entry(A, AttemptClass.DELIVERED));
    }

    @Test
    void afterARefusalForGoodRsetComesFirst() {
        Played played = started(1, A, B).replies(Played.OK, Reply.of(550, "5.1.1 who?"));
        assertThat(played.said()).endsWith("RSET");
        played.replies(Played.OK, Played.OK, Played.OK, Played.GO, Played.OK);
        assertThat(played.said()).endsWith("RSET", mail(B), "DATA", "(body)", "(leave)");
        assertThat(played.kinds()).containsEntry(A, AttemptClass.SMTP_PERM).containsEntry(B, AttemptClass.DELIVERED);
    }

    @Test
    void aRefusedMessageGoesOnToTheNextRecipients() {
        Played played = started(1, A, B).replies(Played.OK, Played.OK, Played.GO, Reply.of(554, "5.6.0 no"));
        played.replies(Played.OK, Played.OK, Played.GO, Played.OK);
        assertThat(played.kinds()).containsEntry(A, AttemptClass.SMTP_PERM).containsEntry(B, AttemptClass.DELIVERED);
    }

    @Test
    void aRefusalForNowEndsItForAll() {
        Played played = started(1, A, B).replies(Played.OK, Played.OK, Played.GO, Reply.of(451, "4.7.1 later"));
        assertThat(played.said()).endsWith("(body)", "(leave)");
        assertThat(played.kinds()).containsEntry(A, AttemptClass.SMTP_TEMP).containsEntry(B, AttemptClass.SMTP_TEMP);
    }

    @Test
    void whoWasNotAskedIsNotRefusedForGoodByARefusalInTheMiddleOfTheBody() {
        Dialogue dialogue = new Dialogue(Played.errand(1, A, B));
        dialogue.onReply(Played.GREETING);
        dialogue.onReply(Played.OK);
        dialogue.onReply(Played.OK);
        dialogue.onReply(Played.OK);
        dialogue.onReply(Played.GO);
        dialogue.onReply(Reply.of(552, "5.3.4 too big"));
        assertThat(new Played(dialogue).kinds())
                .containsEntry(A, AttemptClass.SMTP_PERM)
                .containsEntry(B, AttemptClass.SMTP_TEMP);
    }

    @Test
    void whoWasDeliveredStaysSoWhenTheConnectionIsLostLater() {
        Dialogue dialogue = new Dialogue(Played.errand(1, A, B));
        Played played = new Played(dialogue).replies(Played.GREETING, Played.OK);
        played.replies(Played.OK, Played.OK, Played.GO, Played.OK);
        played.perform(dialogue.onBroken("gone"));
        assertThat(played.kinds()).containsOnly(Map.entry(A, AttemptClass.DELIVERED));
    }

    @Test
    void aFailureOfOursBeforeTheNextTransactionIsOneForAll() {
        Dialogue dialogue = new Dialogue(Played.errand(1, A, B));
        Played played = new Played(dialogue).replies(Played.GREETING, Played.OK);
        played.replies(Played.OK, Played.OK, Played.GO, Played.OK);
        played.perform(dialogue.onLocalFailure("a bug"));
        assertThat(played.kinds()).containsEntry(A, AttemptClass.DELIVERED).containsEntry(B, AttemptClass.LOCAL);
    }

    @Test
    void oneAddressBeyondAsciiDoesNotHoldUpTheOthers() {
        Played played = started(5, "b\u00f6b@bank.test", A).replies(Played.OK, Played.OK, Played.GO, Played.OK);
        assertThat(played.said()).contains(mail(A));
        assertThat(played.kinds())
                .containsEntry("b\u00f6b@bank.test", AttemptClass.SMTP_PERM)
                .containsEntry(A, AttemptClass.DELIVERED);
    }

    private static Played started(int maxRecipients, String... recipients) {
        return new Played(new Dialogue(Played.errand(maxRecipients, recipients)))
                .replies(Played.GREETING, Played.ehlo("PIPELINING"));
    }

    private static String mail(String recipient) {
        return "MAIL FROM:<alice@sender.test>; RCPT TO:<" + recipient + ">";
    }
}
