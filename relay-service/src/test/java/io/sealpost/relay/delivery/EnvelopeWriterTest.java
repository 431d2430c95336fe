package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReturnContent;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.policy.TlsRequirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which parameters a server gets to see, by what it offers. */
class EnvelopeWriterTest {
    private static final String ALICE = "alice@sender.test";
    private static final Address BJOERN = Address.parse("bj\u00f6rn@bank.test");
    private static final DsnRequest DSN = new DsnRequest(
            new MessageDsn(Optional.of(ReturnContent.HDRS), Optional.of(EnvelopeId.parse("QQ+2B1"))),
            Map.of(
                    Scene.BOB,
                    new RecipientDsn(
                            Optional.of(Notify.parse("SUCCESS,FAILURE")),
                            Optional.of(OriginalRecipient.parse("rfc822;b+2Bx@old.test")))));

    @Test
    void passesOnWhatIsAskedOfReportsWhereDsnIsOffered() {
        EnvelopeWriter envelope = envelope(ALICE, false, DSN, Scene.BOB, "DSN", "SIZE");
        assertThat(envelope.mail(List.of(Scene.BOB)))
                .isEqualTo("MAIL FROM:<alice@sender.test> SIZE=321 RET=HDRS ENVID=QQ+2B1");
        assertThat(envelope.rcpt(Scene.BOB))
                .isEqualTo("RCPT TO:<bob@bank.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b+2Bx@old.test");
        assertThat(envelope.rcpt(Scene.CAROL)).isEqualTo("RCPT TO:<carol@bank.test>");
    }

    @Test
    void keepsItToItselfWhereDsnIsNotOffered() {
        EnvelopeWriter envelope = envelope(ALICE, false, DSN, Scene.BOB, "SIZE");
        assertThat(envelope.mail(List.of(Scene.BOB))).isEqualTo("MAIL FROM:<alice@sender.test> SIZE=321");
        assertThat(envelope.rcpt(Scene.BOB)).isEqualTo("RCPT TO:<bob@bank.test>");
    }

    @Test
    void saysNothingOfReportsWhereNothingIsAsked() {
        EnvelopeWriter envelope = envelope(ALICE, false, DsnRequest.NONE, Scene.BOB, "DSN");
        assertThat(envelope.mail(List.of(Scene.BOB))).isEqualTo("MAIL FROM:<alice@sender.test>");
        assertThat(envelope.rcpt(Scene.BOB)).isEqualTo("RCPT TO:<bob@bank.test>");
    }

    @Test
    void saysSmtpUtf8ForContentBeyondAscii() {
        assertThat(envelope(ALICE, true, DsnRequest.NONE, Scene.BOB, "SMTPUTF8").mail(List.of(Scene.BOB)))
                .isEqualTo("MAIL FROM:<alice@sender.test> SMTPUTF8");
    }

    @Test
    void saysSmtpUtf8ForAnAddressBeyondAscii() {
        assertThat(envelope("\u00e4lice@sender.test", false, DsnRequest.NONE, Scene.BOB, "SMTPUTF8")
                        .mail(List.of(Scene.BOB)))
                .isEqualTo("MAIL FROM:<\u00e4lice@sender.test> SMTPUTF8");
        assertThat(envelope(ALICE, false, DsnRequest.NONE, BJOERN, "SMTPUTF8").mail(List.of(BJOERN)))
                .isEqualTo("MAIL FROM:<alice@sender.test> SMTPUTF8");
    }

    @Test
    void doesNotSaySmtpUtf8WhereNothingNeedsIt() {
        assertThat(envelope(ALICE, false, DsnRequest.NONE, Scene.BOB, "SMTPUTF8")
                        .mail(List.of(Scene.BOB)))
                .isEqualTo("MAIL FROM:<alice@sender.test>");
    }

    @Test
    void nothingBeyondAsciiGoesWhereSmtpUtf8IsNotOffered() {
        for (EnvelopeWriter envelope : List.of(
                envelope(ALICE, true, DsnRequest.NONE, Scene.BOB, "8BITMIME"),
                envelope("\u00e4lice@sender.test", false, DsnRequest.NONE, Scene.BOB))) {
            assertThat(envelope.obstacle()).hasValueSatisfying(finding -> {
                assertThat(finding.kind()).isEqualTo(AttemptClass.SMTP_PERM);
                assertThat(finding.status()).hasToString("5.6.7");
            });
        }
    }

    @Test
    void aRecipientBeyondAsciiIsNamedOnlyWhereSmtpUtf8IsOffered() {
        assertThat(envelope(ALICE, false, DsnRequest.NONE, BJOERN).unspeakable())
                .hasEntrySatisfying(
                        BJOERN, finding -> assertThat(finding.status()).hasToString("5.6.7"));
        assertThat(envelope(ALICE, false, DsnRequest.NONE, Scene.BOB).unspeakable())
                .isEmpty();
        assertThat(envelope(ALICE, false, DsnRequest.NONE, BJOERN, "SMTPUTF8").unspeakable())
                .isEmpty();
    }

    private static EnvelopeWriter envelope(
            String from, boolean smtpUtf8, DsnRequest dsn, Address recipient, String... offered) {
        Content content = new Content(false, smtpUtf8, 321, () -> {
            throw new AssertionError("an envelope opens no body");
        });
        Transaction transaction = new Transaction(
                "0QUEUEID00001", ReversePath.parse(from), List.of(recipient), TlsRequirement.NONE, content, dsn);
        return new EnvelopeWriter(
                new Errand(
                        "relay.test",
                        transaction,
                        transaction.recipients(),
                        TlsRequirement.NONE,
                        Errand.TlsUse.WHERE_OFFERED,
                        100),
                new Extensions(Set.of(offered)));
    }
}
