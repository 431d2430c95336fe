package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.ruleset.UsedUpQuotas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final Domain SENDER = Domain.parse("sender.example");
    private static final String MESSAGE = "From: a@sender.example\r\n\r\n";

    private final RulesetView rules = new Rules()
            .organization("acme", "")
            .domain("sender.example", "acme", limited("192.0.2.0/24", 2, 4), "")
            .domain("second.example", "acme", limited("192.0.2.0/24", 9, 9), "")
            .view();
    private final List<UsedUpQuotas.UsedUp> usedUp = new ArrayList<>();
    private final Terms terms = terms(rules);

    private static String limited(String network, int messages, int recipients) {
        return """
                {"id": "limited-%d", "network": "%s", "limits": {"messagesPerHour": %d, "recipientsPerHour": %d}}""".formatted(messages, network, messages, recipients);
    }

    /** Two credentials of a domain that this stands of. */
    private static RulesetView shared(String ofDomain) {
        return new Rules()
                .organization("acme", "")
                .put("domain/sender.example", """
                        {"scope": "domain/sender.example", "epoch": 1, "revision": 1, "parent": "organization/acme",
                         %s, "submitters": [%s, %s], "rules": []}""".formatted(
                                ofDomain, Rules.credential("one", ""), Rules.credential("two", "")))
                .view();
    }

    private static Client loggedIn(Terms terms, String user) {
        Client client = Client.secured(terms);
        client.say("AUTH PLAIN " + Client.plain(user + "@sender.example", "pencil"));
        return client;
    }

    private Terms terms(RulesetView view) {
        return Client.terms(() -> Optional.of(view), Clock.fixed(Client.NOW, ZoneOffset.UTC), usedUp::add);
    }

    private Client client() {
        return Client.greeted(new Client(terms, "192.0.2.25"));
    }

    @Test
    void refuseTheMessageAfterTheLastOfTheHour() {
        client().mail("a@sender.example", "b@bank.example", MESSAGE);
        client().mail("a@sender.example", "b@bank.example", MESSAGE);

        assertThat(client().say("MAIL FROM:<a@sender.example>"))
                .startsWith("450 4.7.1 this network for sender.example may send 2 messages an hour")
                .endsWith("try again after 2026-11-24T09:15:00Z");
        assertThat(usedUp).extracting(UsedUpQuotas.UsedUp::limit).containsExactly("messagesPerHour");
        assertThat(client().say("MAIL FROM:<a@second.example>")).startsWith("250 ");
    }

    @Test
    void refuseTheRecipientAfterTheLastOfTheHour() {
        Client client = client();
        client.say("MAIL FROM:<a@sender.example>");
        for (String one : List.of("b", "c", "d")) {
            client.say("RCPT TO:<" + one + "@bank.example>");
        }
        client.say("DATA");
        assertThat(client.send(MESSAGE + ".\r\n")).startsWith("250 2.0.0 ");

        client.say("MAIL FROM:<a@sender.example>");
        assertThat(client.say("RCPT TO:<b@bank.example>")).startsWith("250 ");
        assertThat(client.say("RCPT TO:<c@bank.example>"))
                .startsWith("450 4.7.1 ")
                .contains("4 recipients");
    }

    @Test
    void holdOverConnectionsThatSendAtTheSameTime() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Client client = client();
            client.say("MAIL FROM:<a@sender.example>");
            client.say("RCPT TO:<b@bank.example>");
            client.say("DATA");
            clients.add(client);
        }

        assertThat(clients)
                .map(client -> client.send(MESSAGE + ".\r\n").substring(0, 9))
                .containsExactly("250 2.0.0", "250 2.0.0", "450 4.7.1");
        assertThat(clients.get(2).bodyAborted).isTrue();
    }

    @Test
    void countTheNullPathForEachDomainOfTheClient() {
        client().mail("", "b@bank.example", "From: a@sender.example\r\n\r\n");
        client().mail("", "b@bank.example", "X: y\r\n\r\n");

        assertThat(client().say("MAIL FROM:<>")).startsWith("450 4.7.1 ");
        Optional<Reply> other = terms.rates()
                .refusal(rules.rightsOf(Client.address("192.0.2.1")).quotas(Set.of(SENDER)), 1);
        assertThat(other).isPresent();
    }

    @Test
    void holdForAllSubmittersOfADomainTogether() {
        Terms shared = terms(shared("\"limits\": {\"messagesPerHour\": 2}"));
        loggedIn(shared, "one").mail("a@sender.example", "b@bank.example", MESSAGE);
        loggedIn(shared, "two").mail("a@sender.example", "b@bank.example", MESSAGE);

        assertThat(loggedIn(shared, "one").say("MAIL FROM:<a@sender.example>"))
                .startsWith("450 4.7.1 all submitters of sender.example together may send 2 messages an hour");
        assertThat(loggedIn(shared, "two").say("MAIL FROM:<a@sender.example>")).startsWith("450 4.7.1 ");
        assertThat(usedUp).extracting(each -> each.quota().key()).containsOnly("domain/sender.example");
    }

    @Test
    void countOnceForADomainWhoseNetworksOverlap() {
        RulesetView overlapping = new Rules()
                .organization("acme", "")
                .put("domain/sender.example", """
                        {"scope": "domain/sender.example", "epoch": 1, "revision": 1, "parent": "organization/acme",
                         "limits": {"recipientsPerHour": 2}, "submitters": [%s, %s], "rules": []}""".formatted(
                                limited("192.0.2.0/24", 8, 8), limited("192.0.2.0/28", 9, 9)))
                .view();

        Client client = Client.greeted(new Client(terms(overlapping), "192.0.2.1"));

        client.mail("a@sender.example", "b@bank.example", MESSAGE);
        assertThat(client.mail("a@sender.example", "c@bank.example", MESSAGE)).startsWith("250 2.0.0 ");
        assertThat(client.say("MAIL FROM:<a@sender.example>")).startsWith("450 4.7.1 all submitters of sender.example");
    }

    @Test
    void areNothingAtAllForASuspendedDomain() {
        Client client = loggedIn(terms(shared("\"suspended\": true")), "one");

        assertThat(client.said).last().asString().startsWith("525 5.7.13 this login or its whole domain is suspended");
    }

    @Test
    void countToAMinuteOfTheHour() {
        SlidingCount count = new SlidingCount(Duration.ofHours(1));
        Instant start = Instant.parse("2026-11-24T08:00:30Z");
        count.add(3, start);
        count.add(2, start.plus(Duration.ofMinutes(10)));

        assertThat(count.count(start.plus(Duration.ofMinutes(59)))).isEqualTo(5);
        assertThat(count.whenAtMost(4, start)).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(count.whenAtMost(1, start)).isEqualTo(Instant.parse("2026-11-24T09:10:00Z"));
        assertThat(count.count(Instant.parse("2026-11-24T09:00:00Z"))).isEqualTo(2);
        assertThat(count.count(start.plus(Duration.ofDays(1)))).isZero();
        count.add(1, start);
        assertThat(count.count(start.plus(Duration.ofDays(1)))).isEqualTo(1);
    }
}
