package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mail that rules reject or hold. */
class StopTest {
    private static final String MESSAGE = "Subject: x\r\n\r\ntext\r\n";

    private final Client client = client();

    private static Client client() {
        String rules = String.join(
                ", ",
                rule("rivals", "*.rival.example", "\"reject\": {\"text\": \"Nothing leaves for rivals.\"}"),
                rule("former", "former.example", "\"reject\": {}, \"hold\": {}"),
                rule("contracts", "bank.example", "\"hold\": {}"));
        Rules known = new Rules()
                .organization("acme", "")
                .domain("sender.example", "acme", Rules.submitter("192.0.2.0/24", false), rules);
        return Client.greeted(new Client(Client.terms(Optional.of(known.view())), "192.0.2.25"));
    }

    private static String rule(String name, String to, String actions) {
        return """
                {"id": "%s", "revision": 1, "name": "%s", "direction": "outgoing", "enabled": true,
                 "criteria": {"to": {"anyOf": ["%s"]}}, "actions": {%s}}""".formatted(name, name, to, actions);
    }

    @Test
    void refusesMailForTheRejectedAloneWithTheWordsOfTheirRules() {
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@one.rival.example>");
        client.say("RCPT TO:<c@former.example>");
        client.say("RCPT TO:<d@two.rival.example>");
        client.say("DATA");

        client.said.clear();
        client.send(MESSAGE + ".\r\n");

        assertThat(client.said)
                .containsExactly(
                        "554-5.7.1 Nothing leaves for rivals.",
                        "554 5.7.1 a message rule of the sender's organization refuses this message");
        assertThat(client.stored).isEmpty();
        assertThat(client.mail("a@sender.example", "e@other.example", MESSAGE)).startsWith("250 ");
    }

    @Test
    void takesTheOthersWhereSomeAreRejected() {
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@one.rival.example>");
        client.say("RCPT TO:<c@bank.example>");
        client.say("RCPT TO:<d@other.example>");
        client.send("BDAT " + MESSAGE.length() + " LAST\r\n" + MESSAGE);

        assertThat(client.stored.get(0).recipients())
                .extracting(SpooledRecipient::state)
                .containsExactly(State.REJECTED, State.HELD, State.WAITING);
    }
}
