package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.policy.TlsRequirement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mail under rules that ask for its content. */
class ContentTest {
    private static final String MESSAGE = "Subject: x\r\n\r\nthe secret\r\n";

    private final Client client = client(true);

    private static Client client(boolean enabled) {
        String rules =
                rule("words", enabled, "\"to\": {\"anyOf\": [\"bank.example\"]}, \"body\": {\"anyOf\": [\"secret\"]}")
                        + ", "
                        + rule("small", enabled, "\"size\": {\"atMost\": 1}, \"body\": {\"anyOf\": [\"other\"]}");
        Rules known = new Rules()
                .organization("acme", "")
                .domain("sender.example", "acme", Rules.submitter("192.0.2.0/24", false), rules);
        return Client.greeted(new Client(Client.terms(Optional.of(known.view())), "192.0.2.25"));
    }

    private static String rule(String name, boolean enabled, String criteria) {
        return """
                {"id": "%s", "revision": 1, "name": "%s", "direction": "outgoing", "enabled": %s,
                 "criteria": {%s}, "actions": {"relayWithTls": {}}}""".formatted(name, name, enabled, criteria);
    }

    private TlsRequirement requirement() {
        return client.stored.get(0).recipients().get(0).decision().requirement();
    }

    @Test
    void demandsTlsWhereTheContentMatchesAndKeepsWhatWasFound() {
        assertThat(client.mail("a@sender.example", "b@bank.example", MESSAGE)).startsWith("250 ");

        assertThat(requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(client.asked).hasSize(1);
        assertThat(client.asked.get(0)).hasSize(1);
        assertThat(client.stored.get(0).facts().content()).hasSize(1).containsValue(true);
    }

    @Test
    void demandsNothingWhereItDoesNot() {
        client.mail("a@sender.example", "b@bank.example", MESSAGE.replace("secret", "public"));

        assertThat(requirement()).isEqualTo(TlsRequirement.NONE);
        assertThat(client.stored.get(0).facts().content()).hasSize(1).containsValue(false);
    }

    @Test
    void neverReadsAMessageWhoseRulesDoNotDependOnIt() {
        client.mail("a@sender.example", "b@other.example", MESSAGE);

        assertThat(client.stored).hasSize(1);
        assertThat(client.asked).isEmpty();
    }

    @Test
    void neverReadsAMessageForARuleThatIsOff() {
        Client off = client(false);

        off.mail("a@sender.example", "b@bank.example", MESSAGE);

        assertThat(off.stored).hasSize(1);
        assertThat(off.asked).isEmpty();
    }

    @Test
    void readsTheLastChunksToo() {
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        client.send("BDAT " + MESSAGE.length() + " LAST\r\n" + MESSAGE);

        assertThat(requirement()).isEqualTo(TlsRequirement.ENCRYPT);
    }

    @Test
    void waitsForTheAnswerAndThenGoesOn() {
        client.idle = true;
        client.mail("a@sender.example", "b@bank.example", MESSAGE);

        assertThat(client.session.isWaiting()).isTrue();
        assertThat(client.session.awaited().what()).isEqualTo(Awaited.What.NOTHING);
        client.perform(client.session.onSilence());
        client.idle = false;
        client.perform(client.session.onBodyRead(Map.of()));

        assertThat(client.said.get(client.said.size() - 1)).startsWith("250 ");
        assertThat(requirement()).isEqualTo(TlsRequirement.ENCRYPT);
    }

    @Test
    void takesNoMailThatItCannotReadBack() {
        client.idle = true;
        client.mail("a@sender.example", "b@bank.example", MESSAGE);

        client.perform(client.session.onBodyLost());

        assertThat(client.said.get(client.said.size() - 1)).startsWith("451 4.3.0 ");
        assertThat(client.stored).isEmpty();
        assertThat(client.say("NOOP")).startsWith("250 ");
    }
}
