package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.ruleset.RulesetView;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may submit what, and whose rules govern it. */
class SubmissionTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.25, a@sender.example, 250 2.1.0",
        "192.0.2.25, a@Second.Example, 250 2.1.0",
        "192.0.2.25, '', 250 2.1.0",
        "192.0.2.25, a@rival.example, 550 5.7.1",
        "192.0.2.25, a@unregistered.example, 550 5.7.1",
        "192.0.2.25, a@sub.sender.example, 550 5.7.1",
        "203.0.113.7, a@sender.example, 550 5.7.1",
        "203.0.113.7, '', 550 5.7.1",
    })
    void takesMailOfItsSubmittersOnly(String client, String path, String reply) {
        Client connected = client(Rules.twoTenants(), client);

        assertThat(connected.say("MAIL FROM:<" + path + ">")).startsWith(reply);
    }

    @Test
    void letsMailWaitWhileTheRulesAreNotKnown() {
        Client client = Client.greeted(new Client(Client.terms(Optional.empty()), "192.0.2.25"));

        assertThat(client.say("MAIL FROM:<a@sender.example>")).startsWith("451 4.3.2 ");
    }

    @Test
    void letsMailWaitWhoseOrganizationIsMissing() {
        Rules rules = new Rules().domain("sender.example", "acme", Rules.submitter("192.0.2.0/24", false), "");

        assertThat(client(rules, "192.0.2.25").say("MAIL FROM:<a@sender.example>"))
                .startsWith("451 4.3.2 ");
    }

    @Test
    void letsMailWaitWhoseRulesAreRefused() {
        Rules rules = Rules.twoTenants()
                .domain("sender.example", "acme", Rules.submitter("192.0.2.0/24", false), "{\"new\": 1}");

        assertThat(client(rules, "192.0.2.25").say("MAIL FROM:<a@sender.example>"))
                .startsWith("451 4.3.5 ");
        assertThat(mail(rules, "", "From: a@second.example\r\n")).startsWith("250 ");
        assertThat(mail(rules, "", "From: a@sender.example\r\n")).startsWith("451 4.3.5 ");
        assertThat(mail(rules, "", "Subject: x\r\n")).startsWith("451 4.3.5 ");
    }

    /** Nobody knows which networks it names: those of our clients may be among them, and its rules would hold. */
    @Test
    void letsMailWaitThatMayDependOnADomainWhoseSubmittersCannotBeRead() {
        Rules rules = Rules.twoTenants().put("domain/poison.example", "{broken");

        assertThat(mail(rules, "a@sender.example", "From: a@sender.example\r\n"))
                .startsWith("250 ");
        assertThat(mail(rules, "", "From: a@sender.example\r\n")).startsWith("250 ");
        assertThat(mail(rules, "", "Subject: x\r\n")).startsWith("451 4.3.5 ");
        assertThat(mail(rules, "a@sender.example", "From: a@poison.example\r\n"))
                .startsWith("451 4.3.5 ");
        assertThat(client(rules, "192.0.2.25").say("MAIL FROM:<a@foreign.example>"))
                .startsWith("451 4.3.5 ");
        assertThat(client(rules, "203.0.113.7").say("MAIL FROM:<>")).startsWith("451 4.3.5 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "From: a@sender.example|250 2.0.0",
                "Subject: no From|250 2.0.0",
                "From: undisclosed:;|250 2.0.0",
                "From: a@foreign.example|550 5.7.1",
                "From: a@rival.example|550 5.7.1",
                "From: a@sender.example, b@foreign.example|550 5.7.1",
                "From: a@sender.example <b@foreign.example>|550 5.7.1",
                "From : b@foreign.example|550 5.7.1",
                "FROM: b@foreign.example|550 5.7.1",
                "Sender: b@foreign.example|550 5.7.1",
                "From: root|550 5.7.1",
                "From: \"a|550 5.7.1",
            })
    void looksAtWhoTheHeaderSaysItIsFrom(String field, String reply) {
        assertThat(mail(Rules.twoTenants(), "a@sender.example", field + "\r\n")).startsWith(reply);
    }

    @Test
    void refusesASecondFromField() {
        assertThat(mail(Rules.twoTenants(), "a@sender.example", "From: a@sender.example\r\nFrom: a@sender.example\r\n"))
                .startsWith("550 5.7.1 the message has more than one From field");
    }

    @Test
    void findsAFromFieldBehindALineThatIsNone() {
        assertThat(mail(Rules.twoTenants(), "a@sender.example", "nonsense\r\nFrom: a@foreign.example\r\n"))
                .startsWith("550 5.7.1 ");
    }

    @Test
    void governsByAllHostedDomainsTogether() {
        Client client = client(Rules.twoTenants(), "192.0.2.25");
        client.mail("a@sender.example", "x@court.example", "From: a@second.example\r\n\r\n");

        assertThat(client.stored.get(0).domains())
                .containsExactly(Domain.parse("sender.example"), Domain.parse("second.example"));
        assertThat(rules(client)).containsExactly("courts");
    }

    @Test
    void governsANullPathByEveryDomainOfItsSubmitter() {
        Client client = client(Rules.twoTenants(), "192.0.2.25");
        client.mail("", "x@court.example", "Subject: x\r\n\r\n");

        assertThat(client.stored.get(0).domains())
                .containsExactly(Domain.parse("second.example"), Domain.parse("sender.example"));
        assertThat(rules(client)).containsExactly("courts");
    }

    @Test
    void governsANullPathByItsHostedAuthorAlone() {
        Client client = client(Rules.twoTenants(), "192.0.2.25");
        client.mail("", "x@court.example", "From: a@sender.example\r\n\r\n");

        assertThat(client.stored.get(0).domains()).containsExactly(Domain.parse("sender.example"));
        assertThat(rules(client)).isEmpty();
    }

    @Test
    void countsARuleOfASharedOrganizationOnce() {
        Rules rules = Rules.twoTenants().organization("acme", Rules.rule("shared", "x.example"));
        Client client = client(rules, "192.0.2.25");
        client.mail("a@sender.example", "b@x.example", "From: a@second.example\r\n\r\n");

        assertThat(rules(client)).containsExactly("shared");
    }

    @Test
    void letsAForwarderBringForeignSendersUnderAllItsRules() {
        Client client = client(forwarding(), "192.0.2.25");
        String reply = client.mail("a@foreign.example", "x@court.example", "From: b@stranger.example\r\n\r\n");

        assertThat(reply).startsWith("250 ");
        assertThat(client.stored.get(0).domains())
                .containsExactly(Domain.parse("second.example"), Domain.parse("sender.example"));
        assertThat(rules(client)).containsExactly("courts");
    }

    @Test
    void addsTheRulesOfAnotherTenantWhoseMailIsForwarded() {
        Client client = client(forwarding(), "192.0.2.25");
        client.mail("a@rival.example", "x@court.example", "From: a@rival.example\r\n\r\n");

        assertThat(rules(client)).containsExactly("all", "courts");
    }

    @Test
    void governsAForwardersOwnMailByItsSenderAlone() {
        Client client = client(forwarding(), "192.0.2.25");
        client.mail("a@sender.example", "x@court.example", "From: a@sender.example\r\n\r\n");

        assertThat(rules(client)).isEmpty();
    }

    @Test
    void governsAForwardedUnreadableAuthorByAllRules() {
        Client client = client(forwarding(), "192.0.2.25");
        client.mail("a@sender.example", "x@court.example", "From: \"broken\r\n\r\n");

        assertThat(rules(client)).containsExactly("courts");
    }

    @Test
    void decidesByTheRulesOfTheFinalDot() {
        RulesetView before = Rules.twoTenants().view();
        AtomicReference<RulesetView> now = new AtomicReference<>(before);
        Terms terms = Client.terms(() -> Optional.of(now.get()), Clock.fixed(Client.NOW, ZoneOffset.UTC), usedUp -> {});
        Client client = Client.greeted(new Client(terms, "192.0.2.25"));
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@new.example>");
        client.say("DATA");
        client.send("From: a@sender.example\r\n\r\n");

        now.set(Rules.twoTenants()
                .domain(
                        "sender.example",
                        "acme",
                        Rules.submitter("192.0.2.0/24", false),
                        Rules.rule("new", "new.example"))
                .view());
        client.send(".\r\n");

        assertThat(rules(client)).containsExactly("new");
    }

    @Test
    void obeysNobodysMarkButTheReportersAndLeavesItInPlace() {
        Client client = client(Rules.twoTenants(), "192.0.2.25");
        client.mail("a@sender.example", "b@x.example", "Sealpost-Report: full\r\nFrom: a@sender.example\r\n\r\n");

        assertThat(client.stored.get(0).report()).isEmpty();
        assertThat(client.bodyText()).contains("Sealpost-Report: full\r\n");
    }

    @Test
    void joinsTheRulesForIncomingMailOfARecipientsHostedDomain() {
        Rules rules = Rules.twoTenants()
                .organization("rival", incoming("all-of-rival", "*"))
                .domain("rival.example", "rival", "", incoming("board", "boss@rival.example"));
        Client boss = client(rules, "192.0.2.25");
        Client staff = client(rules, "192.0.2.25");
        Client others = client(rules, "192.0.2.25");

        boss.mail("a@second.example", "boss@rival.example", "From: a@second.example\r\n\r\n");
        staff.mail("a@second.example", "staff@rival.example", "From: a@second.example\r\n\r\n");
        others.mail("a@second.example", "boss@sub.rival.example", "From: a@second.example\r\n\r\n");

        assertThat(rules(boss)).containsExactly("all-of-rival", "board");
        assertThat(rules(staff)).containsExactly("all-of-rival");
        assertThat(rules(others)).isEmpty();
        assertThat(boss.stored.get(0).domains()).containsExactly(Domain.parse("second.example"));
    }

    @ParameterizedTest
    @CsvSource({"b@poison.example, 451 4.3.5", "b@orphan.example, 451 4.3.2", "b@nobody.example, 250 2.1.5"})
    void letsARecipientWaitWhoseDomainsRulesAreNotKnown(String recipient, String reply) {
        Rules rules = Rules.twoTenants()
                .domain("poison.example", "acme", "", "{\"new\": 1}")
                .domain("orphan.example", "absent", "", "");
        Client client = client(rules, "192.0.2.25");
        client.say("MAIL FROM:<a@sender.example>");

        assertThat(client.say("RCPT TO:<" + recipient + ">")).startsWith(reply);
        assertThat(client.say("RCPT TO:<b@bank.example>")).startsWith("250 2.1.5");
    }

    private static String incoming(String name, String to) {
        return Rules.rule(name, to).replace("outgoing", "incoming");
    }

    private static Rules forwarding() {
        return Rules.twoTenants()
                .domain(
                        "sender.example",
                        "acme",
                        Rules.submitter("192.0.2.0/24", true),
                        Rules.rule("banks", "bank.example"));
    }

    private static List<String> rules(Client client) {
        return client.stored.get(0).recipients().get(0).decision().rules().stream()
                .map(RuleRef::name)
                .toList();
    }

    private static String mail(Rules rules, String path, String header) {
        return client(rules, "192.0.2.25").mail(path, "b@x.example", header + "\r\nbody\r\n");
    }

    private static Client client(Rules rules, String address) {
        return Client.greeted(new Client(Client.terms(Optional.of(rules.view())), address));
    }
}
