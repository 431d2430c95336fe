package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuthFailuresTest {
    private static final Clock CLOCK = Clock.fixed(Client.NOW, ZoneOffset.UTC);
    private static final InetAddress CLIENT = Client.address("203.0.113.1");

    private final AuthFailures failures = new AuthFailures(CLOCK, 10, 3);

    @Test
    void holdEachAnswerBackLongerThanTheOneBefore() {
        assertThat(IntStream.range(0, 7)
                        .mapToObj(
                                each -> failures.add(CLIENT, "a@sender.example").toMillis()))
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 8000L);
        assertThat(failures.add(Client.address("203.0.113.2"), "b@sender.example"))
                .isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void countANetworkOfSixAsOneAddress() {
        for (int i = 0; i < 10; i++) {
            failures.add(Client.address("2001:db8::" + i), "user" + i + "@sender.example");
        }

        assertThat(failures.isTooMany(Client.address("2001:db8::ffff"))).isTrue();
        assertThat(failures.isTooMany(Client.address("2001:db8:0:1::1"))).isFalse();
    }

    @Test
    void closeAUserToSecretsThatWereNotProvedBefore() {
        Authenticator authenticator = authenticator();
        Claim owner = claim("mailout@sender.example", "pencil");
        assertThat(authenticator.prove(owner, CLIENT)).isInstanceOf(Proving.Proved.class);
        for (int i = 1; i <= 3; i++) {
            authenticator.prove(claim("mailout@sender.example", "wrong"), Client.address("203.0.113." + i));
        }

        assertThat(authenticator.prove(owner, CLIENT)).isInstanceOf(Proving.Proved.class);
        assertThat(reply(authenticator.prove(claim("mailout@sender.example", "pen"), CLIENT)))
                .startsWith("454 4.7.0 too many logins failed for this user");
    }

    @Test
    void treatAnUnknownUserLikeAKnownOne() {
        Authenticator authenticator = authenticator();

        Proving.Refused known = (Proving.Refused) authenticator.prove(claim("mailout@sender.example", "x"), CLIENT);
        Proving.Refused unknown = (Proving.Refused)
                authenticator.prove(claim("nobody@sender.example", "x"), Client.address("203.0.113.2"));

        assertThat(unknown).isEqualTo(known);
        assertThat(authenticator.challenge("nobody@sender.example").iterations())
                .isEqualTo(authenticator.challenge("mailout@sender.example").iterations());
    }

    private Authenticator authenticator() {
        return new Authenticator(
                () -> Optional.of(new Rules()
                        .organization("acme", "")
                        .domain("sender.example", "acme", Rules.credential("mailout", ""), "")
                        .view()),
                () -> "topic",
                Optional.empty(),
                failures,
                CLOCK);
    }

    private static Claim claim(String login, String secret) {
        return new Claim.Secret("plain", login, secret);
    }

    private static String reply(Proving proving) {
        return ((Proving.Refused) proving).reply().words();
    }
}
