package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.SpooledMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bounce-service may do with its credential. */
class ReporterTest {
    private static final String REPORT = "Date: Tue, 24 Nov 2026 08:15:30 +0000\r\n"
            + "Message-ID: <r1@bounce.example>\r\nFrom: MAILER-DAEMON@relay.example\r\n";
    private final Terms terms = Client.terms(Optional.of(Rules.twoTenants().view()));

    @Test
    void sendsAFullReportEncryptedAndStripsTheMark() {
        Client client = Client.reporter(terms);

        String reply = client.mail("", "a@sender.example", "SEALPOST-Report: full\r\n" + REPORT + "\r\nbody\r\n");

        SpooledMessage message = client.stored.get(0);
        assertThat(reply).startsWith("250 2.0.0 ");
        assertThat(message.report()).contains(ReportForm.FULL);
        assertThat(message.domains()).containsExactly(Domain.parse("sender.example"));
        assertThat(message.recipients().get(0).decision()).isEqualTo(new Decision(TlsRequirement.ENCRYPT, List.of()));
        assertThat(message.messageId()).contains("<r1@bounce.example>");
        assertThat(client.bodyText())
                .contains("with ESMTPSA (TLSv1.3")
                .endsWith("+0000\r\n" + REPORT + "\r\nbody\r\n")
                .doesNotContainIgnoringCase("sealpost-report");
    }

    @ParameterizedTest
    @CsvSource({"Sealpost-Report: redacted, REDACTED", "X: y, PLAIN"})
    void sendsOtherReportsWithoutARequirementEvenUnderARule(String field, ReportForm form) {
        Client client = Client.reporter(terms);

        client.mail("", "a@bank.example", field + "\r\n" + REPORT + "\r\n");

        SpooledMessage message = client.stored.get(0);
        assertThat(message.report()).contains(form);
        assertThat(message.domains()).isEmpty();
        assertThat(message.recipients().get(0).decision()).isEqualTo(Decision.NONE);
    }

    @Test
    void reportsToWhateverWasTakenAsASender() {
        Client client = Client.reporter(terms);

        assertThat(client.mail("", "a%b@sender.example", REPORT + "\r\nbody\r\n"))
                .startsWith("250 2.0.0 ");
    }

    @Test
    void takesReportsOnly() {
        assertThat(Client.reporter(terms).say("MAIL FROM:<a@sender.example>")).startsWith("550 5.7.1 ");
    }

    @Test
    void takesOneRecipientAReport() {
        Client client = Client.reporter(terms);
        client.say("MAIL FROM:<>");
        client.say("RCPT TO:<a@sender.example>");

        assertThat(client.say("RCPT TO:<b@sender.example>")).startsWith("452 4.5.3 ");
    }

    @ParameterizedTest
    @CsvSource({"Sealpost-Report: secret", "'Sealpost-Report: full\r\nSealpost-Report: redacted'"})
    void refusesAMarkThatItDoesNotKnow(String field) {
        assertThat(Client.reporter(terms).mail("", "a@sender.example", field + "\r\n" + REPORT + "\r\n"))
                .startsWith("550 5.6.0 ");
    }

    @Test
    void answersARepeatedReportWithTheFirstName() {
        String first = Client.reporter(terms).mail("", "a@sender.example", REPORT + "\r\n");
        Client again = Client.reporter(terms);

        assertThat(again.mail("", "a@sender.example", REPORT + "\r\n")).isEqualTo(first);
        assertThat(again.stored).isEmpty();
        assertThat(again.bodyAborted).isTrue();
    }

    @Test
    void takesAReportAgainThatCouldNotBeStored() {
        Client client = Client.reporter(terms);
        client.storing = false;
        client.mail("", "a@sender.example", REPORT + "\r\n");
        client.storing = true;

        assertThat(client.mail("", "a@sender.example", REPORT + "\r\n")).startsWith("250 2.0.0 ");
        assertThat(client.stored).hasSize(1);
    }

    @Test
    void offersAuthOverTlsOnly() {
        Client client = Client.greeted(new Client(terms, "203.0.113.1"));

        assertThat(client.say("AUTH PLAIN " + Client.plain("bounce", "s3cret"))).startsWith("538 5.7.11 ");
    }

    @Test
    void asksForTheResponseThatDidNotComeWithAuth() {
        Client client = secured();

        assertThat(client.say("AUTH PLAIN")).isEqualTo("334 ");
        assertThat(client.say(Client.plain("bounce", "s3cret"))).startsWith("235 2.7.0 ");
        assertThat(client.say("AUTH PLAIN")).startsWith("503 ");
    }

    @Test
    void letsAuthBeTakenBack() {
        Client client = secured();
        client.say("AUTH PLAIN");

        assertThat(client.say("*")).startsWith("501 ");
        assertThat(client.say("NOOP")).startsWith("250 ");
    }

    @Test
    void endsTheSessionAfterThreeWrongSecrets() {
        Client client = secured();

        assertThat(client.say("AUTH PLAIN " + Client.plain("bounce", "wrong"))).startsWith("535 5.7.8 ");
        assertThat(client.say("AUTH PLAIN " + Client.plain("bounce", ""))).startsWith("535 5.7.8 ");
        assertThat(client.say("AUTH PLAIN " + Client.plain("root", "s3cret"))).startsWith("421 4.7.0 ");
        assertThat(client.closed).isTrue();
    }

    @Test
    void givesAStrangerNothingForAWrongSecret() {
        Client client = secured();
        client.say("AUTH PLAIN " + Client.plain("bounce", "wrong"));

        assertThat(client.say("MAIL FROM:<>")).startsWith("550 5.7.1 ");
    }

    private Client secured() {
        return Client.secured(terms);
    }
}
