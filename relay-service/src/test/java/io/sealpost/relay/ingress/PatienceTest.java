package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final ClientTimeouts LIMITS = new ClientTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final Patience patience = new Patience(LIMITS, 0);

    @Test
    void endsAfterSilence() {
        patience.heard(at(5));

        assertThat(patience.isOver(at(14))).isFalse();
        assertThat(patience.isOver(at(15))).isTrue();
    }

    @Test
    void endsWithACommandThatComesOctetByOctet() {
        for (int second = 5; second < 35; second += 5) {
            patience.heard(at(second));
            patience.awaits(new Awaited(Awaited.What.COMMAND, 0));
            assertThat(patience.isOver(at(second))).isFalse();
        }
        patience.heard(at(34));

        assertThat(patience.isOver(at(35))).isTrue();
    }

    @Test
    void beginsAnewWithEachCommand() {
        for (int second = 5; second < 100; second += 5) {
            patience.heard(at(second));
            patience.awaits(new Awaited(Awaited.What.COMMAND, second));
        }

        assertThat(patience.isOver(at(100))).isFalse();
    }

    @Test
    void givesAMessageItsOwnTimes() {
        patience.heard(at(5));
        patience.awaits(new Awaited(Awaited.What.DATA, 3));
        for (int second = 6; second < 66; second += 15) {
            assertThat(patience.isOver(at(second))).isFalse();
            patience.heard(at(second));
            patience.awaits(new Awaited(Awaited.What.DATA, 3));
        }

        assertThat(patience.isOver(at(65))).isFalse();
        assertThat(patience.isOver(at(66))).isTrue();
    }

    @Test
    void countsAllChunksOfAMessageTogether() {
        Client client = Client.submitter();
        client.say("MAIL FROM:<a@sender.example>");
        client.say("RCPT TO:<b@bank.example>");
        for (int second = 0; second < 70; second += 10) {
            assertThat(patience.isOver(at(second))).isFalse();
            patience.heard(at(second));
            client.send("BDAT 1\r\nx");
            patience.awaits(client.session.awaited());
        }

        assertThat(patience.isOver(at(70))).isTrue();
    }

    @Test
    void givesTheNextMessageTimesOfItsOwn() {
        Client client = Client.submitter();
        for (int second = 0; second < 200; second += 10) {
            patience.heard(at(second));
            client.send("MAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nBDAT 1\r\nx");
            patience.awaits(client.session.awaited());
            patience.heard(at(second));
            client.send("BDAT 0 LAST\r\nMAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nBDAT 1\r\nx");
            patience.awaits(client.session.awaited());
            client.say("RSET");
            patience.awaits(client.session.awaited());
        }

        assertThat(patience.isOver(at(200))).isFalse();
    }

    @Test
    void doesNotBlameTheClientForTheRelay() {
        patience.heard(at(1));
        patience.awaits(new Awaited(Awaited.What.NOTHING, 4));

        assertThat(patience.isOver(at(1000))).isFalse();
    }

    private static long at(int second) {
        return Duration.ofSeconds(second).toNanos();
    }
}
