package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReturnContent;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
    private static final String MESSAGE =
            "From: a@sender.example\r\nDate: Tue, 24 Nov 2026 08:15:30 +0000\r\nMessage-ID: <1@sender.example>\r\n\r\nbody\r\n";

    @Test
    void announcesWhatItCanDo() {
        Client client = new Client(Client.terms(Optional.of(Rules.twoTenants().view())), "192.0.2.25");

        client.say("EHLO mail.sender.example");

        assertThat(client.said)
                .containsExactly(
                        "250-relay.example greets mail.sender.example",
                        "250-PIPELINING",
                        "250-SIZE 1000",
                        "250-8BITMIME",
                        "250-SMTPUTF8",
                        "250-DSN",
                        "250-CHUNKING",
                        "250-STARTTLS",
                        "250 ENHANCEDSTATUSCODES");
    }

    @Test
    void storesAMessageBehindItsTraceHeaderByteForByte() {
        Client client = Client.submitter();

        String reply = client.mail("a@sender.example", "b@bank.example", MESSAGE + "..dot\r\n\u00e4\r\n");

        SpooledMessage message = client.stored.get(0);
        assertThat(reply).isEqualTo("250 2.0.0 queued as " + message.id());
        assertThat(client.bodyText())
                .isEqualTo("Received: from mail.sender.example ([192.0.2.25])\r\n"
                        + "\tby relay.example with ESMTP\r\n"
                        + "\tid " + message.id() + " for <b@bank.example>;\r\n"
                        + "\tTue, 24 Nov 2026 08:15:30 +0000\r\n"
                        + MESSAGE + ".dot\r\n\u00e4\r\n");
        assertThat(message.size()).isEqualTo(client.body.size());
        assertThat(message.acceptedAt()).isEqualTo(Client.NOW);
        assertThat(message.domains()).containsExactly(Domain.parse("sender.example"));
    }

    @Test
    void decidesForEachRecipient() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        client.say("RCPT TO:<c@other.example>");
        client.say("RCPT TO:<b@bank.example>");
        client.say("DATA");
        client.send(MESSAGE + ".\r\n");

        SpooledMessage message = client.stored.get(0);

        assertThat(message.recipients())
                .extracting(r -> r.address().toString(), r -> r.decision().requirement())
                .containsExactly(
                        tuple("b@bank.example", TlsRequirement.ENCRYPT), tuple("c@other.example", TlsRequirement.NONE));
        assertThat(client.bodyText()).doesNotContain("bank.example");
    }

    @Test
    void keepsWhatIsAskedOfReports() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example> RET=FULL ENVID=x");
        client.say("RCPT TO:<b@bank.example> NOTIFY=SUCCESS ORCPT=rfc822;bob@bank.example");
        client.say("RCPT TO:<c@other.example>");
        client.say("RCPT TO:<c@other.example> NOTIFY=NEVER");
        client.say("DATA");
        client.send(MESSAGE + ".\r\n");

        SpooledMessage message = client.stored.get(0);

        assertThat(message.dsn())
                .isEqualTo(new MessageDsn(Optional.of(ReturnContent.FULL), Optional.of(new EnvelopeId("x"))));
        assertThat(message.recipients())
                .extracting(SpooledRecipient::dsn)
                .containsExactly(
                        new RecipientDsn(
                                Optional.of(Notify.parse("SUCCESS")),
                                Optional.of(new OriginalRecipient("rfc822", "bob@bank.example"))),
                        RecipientDsn.NONE);
    }

    /** Parameter of MAIL, header, whether the message needs 8BITMIME and SMTPUTF8 then. */
    @ParameterizedTest
    @CsvSource({
        "BODY=8BITMIME, Subject: x, false, false",
        "BODY=7BIT, Subject: \u00c3\u00a4, true, false",
        "SMTPUTF8, Subject: x, false, false",
        "SMTPUTF8, Subject: \u00c3\u00a4, true, true",
    })
    void findsOutWhatTheContentNeeds(String parameter, String field, boolean eightBit, boolean smtpUtf8) {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example> " + parameter);
        client.say("RCPT TO:<b@bank.example>");
        client.say("DATA");
        client.send("From: a@sender.example\r\n" + field + "\r\n\r\nx\r\n.\r\n");

        assertThat(client.stored)
                .extracting(SpooledMessage::eightBit, SpooledMessage::smtpUtf8)
                .containsExactly(tuple(eightBit, smtpUtf8));
    }

    @Test
    void takesAddressesBeyondAsciiWithSmtpUtf8Alone() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");

        assertThat(client.say("RCPT TO:<j\u00c3\u00b6rg@bank.example>")).startsWith("553 5.6.7 ");

        client.say("RSET");
        client.say("MAIL FROM:<\u00c3\u00a4@sender.example> SMTPUTF8");
        assertThat(client.say("RCPT TO:<j\u00c3\u00b6rg@b\u00c3\u00bccher.example>"))
                .startsWith("250 2.1.5 ");
        client.say("DATA");
        client.send(MESSAGE + ".\r\n");
        SpooledMessage message = client.stored.get(0);
        assertThat(message.reversePath()).hasToString("\u00e4@sender.example");
        assertThat(message.recipients().get(0).address()).hasToString("j\u00f6rg@xn--bcher-kva.example");
        assertThat(message.isInternationalized()).isTrue();
        assertThat(client.bodyText()).contains(" with UTF8SMTP\r\n");
    }

    @Test
    void takesAWholePipelineInOneSegment() {
        Client client = Client.submitter();

        client.send("MAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nDATA\r\n" + MESSAGE
                + ".\r\nMAIL FROM:<a@sender.example>\r\nRCPT TO:<c@bank.example>\r\nDATA\r\n" + MESSAGE
                + ".\r\nQUIT\r\n");

        assertThat(client.stored)
                .extracting(m -> m.recipients().get(0).address())
                .containsExactly(Address.parse("b@bank.example"), Address.parse("c@bank.example"));
        assertThat(client.closed).isTrue();
    }

    @Test
    void saysTheSameWhenEachOctetComesAlone() {
        String dialogue = "MAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nDATA\r\n" + MESSAGE
                + "..x\r\n.\r\nNOOP\r\n";
        Client whole = Client.submitter();
        whole.send(dialogue);
        Client single = Client.submitter();

        dialogue.chars().forEach(c -> single.send(String.valueOf((char) c)));

        assertThat(single.said).hasSameSizeAs(whole.said);
        assertThat(single.bodyText().substring(single.bodyText().indexOf("From: a")))
                .isEqualTo(whole.bodyText().substring(whole.bodyText().indexOf("From: a")));
    }

    @Test
    void waitsForTheSpoolBeforeTheNextCommand() {
        Session session =
                new Session(Client.terms(Optional.of(Rules.twoTenants().view())), Client.address("192.0.2.25"));
        ByteBuffer in =
                ByteBuffer.wrap(("EHLO x\r\nMAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nDATA\r\n"
                                + MESSAGE + ".\r\nNOOP\r\n")
                        .getBytes(StandardCharsets.US_ASCII));

        session.onOctets(in);

        assertThat(session.isWaiting()).isTrue();
        assertThat(in.remaining()).isEqualTo("NOOP\r\n".length());
    }

    @Test
    void promisesNothingThatTheSpoolDidNotTake() {
        Client client = Client.submitter();
        client.storing = false;

        assertThat(client.mail("a@sender.example", "b@bank.example", MESSAGE)).startsWith("451 4.3.0 ");
        assertThat(client.say("NOOP")).startsWith("250");
    }

    @Test
    void promisesNothingWhenTheBodyIsLost() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        client.say("DATA");
        client.send(MESSAGE);
        client.perform(client.session.onBodyLost());

        assertThat(client.send("more\r\n.\r\n")).startsWith("451 4.3.0 ");
        assertThat(client.stored).isEmpty();
        assertThat(client.bodyAborted).isTrue();
    }

    @Test
    void forgetsEverythingAtStartTls() {
        Client client = Client.submitter();
        client.send("STARTTLS\r\nEHLO evil\r\nMAIL FROM:<a@sender.example>\r\n");

        assertThat(client.said).containsExactly("220 2.0.0 ready for TLS");
        client.perform(client.session.onSecured(Client.TLS));
        assertThat(client.say("MAIL FROM:<a@sender.example>")).startsWith("503 5.5.1 ");
        client.said.clear();
        client.say("EHLO x");
        assertThat(client.said).contains("250-AUTH SCRAM-SHA-256 PLAIN LOGIN").doesNotContain("250-STARTTLS");
        assertThat(client.say("STARTTLS")).startsWith("503 5.5.1 ");
        client.mail("a@sender.example", "b@bank.example", MESSAGE);
        assertThat(client.bodyText()).contains("by relay.example with ESMTPS (TLSv1.3 TLS_AES_256_GCM_SHA384)\r\n");
    }

    @Test
    void dropsWhatCameWithStartTls() {
        ByteBuffer in = ByteBuffer.wrap("STARTTLS\r\nEHLO evil\r\n".getBytes(StandardCharsets.US_ASCII));

        Client.submitter().session.onOctets(in);

        assertThat(in.hasRemaining()).isFalse();
    }

    @Test
    void limitsRecipients() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");
        for (int i = 0; i < 3; i++) {
            client.say("RCPT TO:<b" + i + "@bank.example>");
        }

        assertThat(client.say("RCPT TO:<b3@bank.example>")).startsWith("452 4.5.3 ");
    }

    @Test
    void refusesAnAnnouncedSizeOverTheLimit() {
        assertThat(Client.submitter().say("MAIL FROM:<a@sender.example> SIZE=1001"))
                .startsWith("552 5.3.4 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a\nb`|550 5.5.2",
                "`a\rb`|550 5.5.2",
                "`a\0b`|550 5.6.0",
            })
    void refusesAFlawedMessageAfterItsEnd(String flawed, String reply) {
        Client client = Client.submitter();

        assertThat(client.mail("a@sender.example", "b@bank.example", MESSAGE + flawed + "\r\n"))
                .startsWith(reply);
        assertThat(client.stored).isEmpty();
        assertThat(client.say("NOOP")).startsWith("250");
    }

    @Test
    void refusesAMessageOverTheLimit() {
        assertThat(Client.submitter().mail("a@sender.example", "b@bank.example", MESSAGE + "x".repeat(1000) + "\r\n"))
                .startsWith("552 5.3.4 ");
    }

    @Test
    void refusesAHeaderOverTheLimit() {
        String header = "X: " + "x".repeat(500) + "\r\n";

        assertThat(Client.submitter().mail("a@sender.example", "b@bank.example", header + MESSAGE))
                .startsWith("552 5.3.4 ");
    }

    @ParameterizedTest
    @CsvSource({"b%bank.example@relay.example", "bank.example!b@relay.example", "\"b%bank.example\"@relay.example"})
    void takesNoRecipientThatLooksLikeARoute(String recipient) {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");

        assertThat(client.say("RCPT TO:<" + recipient + ">")).startsWith("550 5.1.3 ");
        assertThat(client.say("RCPT TO:<b@bank.example>")).startsWith("250 ");
    }

    @Test
    void takesRoutesWhereTheyAreAllowed() {
        Limits limits = new Limits(1000, 500, 3, 200, 4, 40, 5, true);
        Client client = Client.greeted(
                new Client(Client.terms(Optional.of(Rules.twoTenants().view()), limits), "192.0.2.25"));
        client.say("MAIL FROM:<a@sender.example>");

        assertThat(client.say("RCPT TO:<b%bank.example@relay.example>")).startsWith("250 ");
    }

    @Test
    void endsAMailLoop() {
        Client client = Client.submitter();

        assertThat(client.mail("a@sender.example", "b@bank.example", "Received: x\r\n".repeat(6) + MESSAGE))
                .startsWith("554 5.4.6 ");
        assertThat(client.mail("a@sender.example", "b@bank.example", "Received: x\r\n".repeat(5) + MESSAGE))
                .startsWith("250 ");
    }

    @Test
    void closesAfterTooManyErrors() {
        Client client = Client.submitter();
        for (int i = 0; i < 4; i++) {
            client.say("NONSENSE");
        }

        assertThat(client.say("NONSENSE")).startsWith("421 4.7.0 ");
        assertThat(client.closed).isTrue();
        assertThat(client.say("NOOP")).isEmpty();
    }

    @Test
    void countsNoErrorWhereItIsTheRulesThatAreNotKnown() {
        Client client = Client.greeted(new Client(Client.terms(Optional.empty()), "192.0.2.25"));
        for (int i = 0; i < 20; i++) {
            client.say("MAIL FROM:<a@sender.example>");
        }

        assertThat(client.closed).isFalse();
    }

    @Test
    void closesWhenNothingIsHeard() {
        Client client = Client.submitter();
        client.perform(client.session.onSilence());

        assertThat(client.said).hasSize(1).first().asString().startsWith("421 4.4.2 ");
        assertThat(client.closed).isTrue();
    }

    @Test
    void endsAnIdleSessionAtShutdown() {
        Client client = Client.submitter();
        client.perform(client.session.onShutdown());

        assertThat(client.said).hasSize(1).first().asString().startsWith("421 4.3.2 ");
        assertThat(client.closed).isTrue();
    }

    @Test
    void letsATransactionEndBeforeAShutdown() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");
        client.perform(client.session.onShutdown());
        client.say("RCPT TO:<b@bank.example>");
        client.say("DATA");
        client.said.clear();

        client.send(MESSAGE + ".\r\n");

        assertThat(client.stored).hasSize(1);
        assertThat(client.said).hasSize(2).last().asString().startsWith("421 4.3.2 ");
        assertThat(client.said).first().asString().startsWith("250 2.0.0 ");
    }

    @Test
    void cutsAMessageThatIsNotComplete() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        client.say("DATA");
        client.send(MESSAGE);
        client.perform(client.session.onShutdown());
        client.said.clear();

        client.perform(client.session.onCut());

        assertThat(client.said).hasSize(1).first().asString().startsWith("421 4.3.2 ");
        assertThat(client.closed).isTrue();
        assertThat(client.stored).isEmpty();
    }

    @Test
    void cutsNoMessageThatOnlyTheSpoolMustStillSync() {
        Session session =
                new Session(Client.terms(Optional.of(Rules.twoTenants().view())), Client.address("192.0.2.25"));
        session.onOctets(ByteBuffer.wrap(
                ("EHLO x\r\nMAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nDATA\r\n" + MESSAGE + ".\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));
        session.onShutdown();

        assertThat(session.onCut()).isEmpty();
        assertThat(session.onStored())
                .extracting(Object::toString)
                .satisfiesExactly(
                        stored -> assertThat(stored).contains("queued as"),
                        shutdown -> assertThat(shutdown).contains("4.3.2"),
                        close -> assertThat(close).isEqualTo("CLOSE"));
    }

    @Test
    void cutsAHandshake() {
        Client client = Client.submitter();
        client.say("STARTTLS");
        client.perform(client.session.onShutdown());
        client.perform(client.session.onCut());

        assertThat(client.closed).isTrue();
    }

    @Test
    void saysSmtpInTheTraceHeaderAfterHelo() {
        Client client = Client.submitter();
        client.say("HELO old.sender.example");
        client.mail("a@sender.example", "b@bank.example", MESSAGE);

        assertThat(client.bodyText()).contains("by relay.example with SMTP\r\n");
    }

    @Test
    void takesMailOverTlsAloneWhereTheListenerSaysSo() {
        Client client = under(new ListenerPolicy(true, true, false));

        assertThat(client.say("MAIL FROM:<a@sender.example>")).startsWith("530 5.7.0 ");
        client.say("STARTTLS");
        client.perform(client.session.onSecured(Client.TLS));
        client.say("EHLO mail.sender.example");

        assertThat(client.say("MAIL FROM:<a@sender.example>")).startsWith("250 ");
    }

    @Test
    void takesMailOfThoseAloneThatLoggedInWhereTheListenerSaysSo() {
        Client client = under(new ListenerPolicy(true, false, true));
        client.say("STARTTLS");
        client.perform(client.session.onSecured(Client.TLS));
        client.say("EHLO mail.sender.example");

        assertThat(client.say("MAIL FROM:<>")).startsWith("530 5.7.0 ");
        client.say("AUTH PLAIN " + Client.plain("bounce", "s3cret"));

        assertThat(client.say("MAIL FROM:<>")).startsWith("250 ");
    }

    @Test
    void countsWhatCameInClearBehindStartTls() {
        Client client = Client.submitter();

        client.send("STARTTLS\r\nMAIL FROM:<a@sender.example>\r\n");

        assertThat(client.discarded).isEqualTo("MAIL FROM:<a@sender.example>\r\n".length());
    }

    @Test
    void endsAConnectionOfTooManyCommandsButNoTransaction() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        for (int i = 3; i < Client.LIMITS.maxCommands() + 5; i++) {
            assertThat(client.say("NOOP")).startsWith("250 ");
        }

        assertThat(client.say("RSET")).startsWith("421 4.7.0 ");
        assertThat(client.closed).isTrue();
    }

    @Test
    void takesNoMailWithoutRoomForIt() {
        AtomicReference<Optional<Reply>> overload = new AtomicReference<>(Optional.empty());
        Terms terms = Client.terms(Optional.of(Rules.twoTenants().view()));
        Client client = Client.greeted(new Client(
                new Terms(
                        "r.example",
                        Client.LIMITS,
                        terms.policy(),
                        terms.proofs(),
                        terms.content(),
                        terms.rules(),
                        overload::get,
                        terms.rates(),
                        terms.repeats(),
                        terms.ids(),
                        terms.clock(),
                        terms.tracing()),
                "192.0.2.25"));
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        client.say("DATA");
        overload.set(Optional.of(Replies.of(452, "4.3.1", "full")));

        assertThat(client.send(MESSAGE + ".\r\n")).isEqualTo("452 4.3.1 full");
        assertThat(client.bodyAborted).isTrue();
        assertThat(client.say("MAIL FROM:<a@sender.example>")).isEqualTo("452 4.3.1 full");
        overload.set(Optional.empty());
        assertThat(client.mail("a@sender.example", "b@bank.example", MESSAGE)).startsWith("250 ");
    }

    private static Client under(ListenerPolicy policy) {
        Terms terms = Client.terms(Optional.of(Rules.twoTenants().view()));
        return Client.greeted(new Client(terms.with(policy), "192.0.2.25"));
    }
}
