package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies that rules make of mail. */
class CopiesTest {
    private static final String MESSAGE = "Subject: x\r\n\r\ntext\r\n";

    private final Client client = client();

    private static Client client() {
        String outgoing = String.join(
                ", ",
                rule(
                        "archive",
                        "outgoing",
                        "*.bank.example",
                        "\"bcc\": [\"archive@vault.example\", \"it@sender.example\"]"),
                rule("banks", "outgoing", "one.bank.example", "\"relayWithTls\": {}"),
                rule("vault", "outgoing", "vault.example", "\"relayWithTls\": {\"level\": \"secure\"}"),
                rule("vault again", "outgoing", "vault.example", "\"bcc\": [\"loop@vault.example\"]"),
                rule("rivals", "outgoing", "rival.example", "\"reject\": {}, \"bcc\": [\"spy@vault.example\"]"),
                rule("lower", "outgoing", "dead.bank.example", "\"reject\": {}, \"relayWithTls\": {}"));
        Rules known = new Rules()
                .organization("acme", "")
                .domain("sender.example", "acme", Rules.submitter("192.0.2.0/24", false), outgoing)
                .organization("beta", "")
                .domain(
                        "beta.example",
                        "beta",
                        Rules.submitter("192.0.2.0/24", false),
                        rule("betas", "outgoing", "*.bank.example", "\"bcc\": [\"archive@beta.example\"]"))
                .domain(
                        "clinic.example",
                        "acme",
                        "",
                        rule("in", "incoming", "*", "\"bcc\": [\"desk@clinic.example\"]"));
        return Client.greeted(new Client(Client.terms(Optional.of(known.view())), "192.0.2.25"));
    }

    private static String rule(String name, String direction, String to, String actions) {
        return """
                {"id": "%s", "revision": 1, "name": "%s", "direction": "%s", "enabled": true,
                 "criteria": {"to": {"anyOf": ["%s"]}}, "actions": {%s}}""".formatted(name, name, direction, to, actions);
    }

    private List<SpooledRecipient> stored(String... recipients) {
        return storedOf(MESSAGE, recipients);
    }

    private List<SpooledRecipient> storedOf(String message, String... recipients) {
        client.say("MAIL FROM:<a@sender.example>");
        for (String recipient : recipients) {
            client.say("RCPT TO:<" + recipient + ">");
        }
        client.send("BDAT " + message.length() + " LAST\r\n" + message);
        return client.stored.get(0).recipients();
    }

    @Test
    void makesOneForEachAddressOfWhichTheSenderHearsNothing() {
        List<SpooledRecipient> recipients = stored("b@one.bank.example", "c@two.bank.example", "d@other.example");

        assertThat(recipients)
                .extracting(each -> each.address() + " " + each.isCopy())
                .containsExactly(
                        "b@one.bank.example false",
                        "c@two.bank.example false",
                        "d@other.example false",
                        "archive@vault.example true",
                        "it@sender.example true");
        assertThat(recipients.get(3).dsn().notifyOn()).hasToString("Optional[NEVER]");
        assertThat(recipients.get(3).copiedFor()).contains(Domain.parse("sender.example"));
    }

    @Test
    void demandsForACopyAllThatIsDemandedForTheRecipientsAndForItsOwnAddress() {
        List<SpooledRecipient> recipients = stored("b@one.bank.example", "c@two.bank.example");

        SpooledRecipient archive = recipients.get(2);
        assertThat(archive.decision().requirement().level()).isEqualTo(TlsLevel.SECURE);
        assertThat(archive.decision().rules())
                .extracting(RuleRef::name)
                .containsExactly("vault", "vault again", "archive", "banks");
        assertThat(recipients.get(3).decision().requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(recipients.get(1).decision().requirement()).isEqualTo(TlsRequirement.NONE);
    }

    @Test
    void makesNoneOfACopyNorForWhoeverGetsTheMessageAnyhow() {
        assertThat(stored("Archive@vault.example", "b@one.bank.example"))
                .extracting(each -> each.address() + " " + each.isCopy())
                .containsExactly(
                        "Archive@vault.example false",
                        "b@one.bank.example false",
                        "loop@vault.example true",
                        "it@sender.example true");
    }

    @Test
    void makesNoneOfWhatIsRejected() {
        assertThat(stored("x@rival.example", "y@dead.bank.example", "d@other.example"))
                .extracting(SpooledRecipient::state)
                .containsExactly(State.REJECTED, State.REJECTED, State.WAITING);
    }

    /** The message is as confidential as the most confidential of its recipients. */
    @Test
    void demandsForACopyWhatIsDemandedForTheRejectedToo() {
        SpooledRecipient copy =
                stored("y@dead.bank.example", "c@two.bank.example").get(3);

        assertThat(copy.address()).hasToString("it@sender.example");
        assertThat(copy.decision().requirement()).isEqualTo(TlsRequirement.ENCRYPT);
    }

    @Test
    void tellsTheOneOfSeveralSendersWhoseRuleWantsTheCopy() {
        List<SpooledRecipient> recipients =
                storedOf("From: b@beta.example\r\nSender: a@sender.example\r\n" + MESSAGE, "c@two.bank.example");

        assertThat(recipients)
                .filteredOn(SpooledRecipient::isCopy)
                .extracting(each -> each.address() + " " + each.copiedFor().orElseThrow())
                .containsExactlyInAnyOrder(
                        "archive@vault.example sender.example",
                        "it@sender.example sender.example",
                        "archive@beta.example beta.example");
    }

    @Test
    void makesThoseThatTheRecipientsDomainWants() {
        SpooledRecipient copy = stored("nurse@clinic.example").get(1);

        assertThat(copy.address()).hasToString("desk@clinic.example");
        assertThat(copy.copiedFor()).contains(Domain.parse("clinic.example"));
    }
}
