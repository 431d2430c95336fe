package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.ruleset.RulesetView;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AUTH by the verifiers in the rulesets: RFC 4954, RFC 4616, RFC 5802, RFC 7677. */
class AuthTest {
    private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;
    private static final String LOGIN = "mailout@sender.example";

    private final AtomicReference<Instant> now = new AtomicReference<>(Client.NOW);
    private RulesetView rules = rules("");
    private final Terms terms = Client.terms(() -> Optional.of(rules), new Watch(), usedUp -> {});

    private static RulesetView rules(String more) {
        return new Rules()
                .organization("acme", "")
                .domain(
                        "sender.example",
                        "acme",
                        Rules.credential("mailout", more),
                        Rules.rule("banks", "bank.example"))
                .domain("second.example", "acme", "", "")
                .view();
    }

    @Test
    void tellsTheMechanismsOverTlsAloneAndOnlyBeforeAuth() {
        Client client = new Client(terms, "203.0.113.1");
        client.say("EHLO a.example");
        assertThat(client.said).noneMatch(line -> line.contains("AUTH"));

        Client secured = Client.secured(terms);
        secured.say("EHLO a.example");
        assertThat(secured.said).contains("250-AUTH SCRAM-SHA-256 PLAIN LOGIN");

        secured.say("AUTH PLAIN " + Client.plain(LOGIN, "pencil"));
        secured.said.clear();
        secured.say("EHLO a.example");
        assertThat(secured.said).noneMatch(line -> line.contains("AUTH"));
    }

    @Test
    void letsASubmitterSendForItsDomainFromAnywhere() {
        Client client = loggedIn();

        assertThat(client.mail("a@sender.example", "b@bank.example", "From: a@sender.example\r\n\r\n"))
                .startsWith("250 2.0.0 ");
        assertThat(client.bodyText()).contains("with ESMTPSA ");
        assertThat(client.stored.get(0).recipients().get(0).decision().requirement())
                .isNotEqualTo(TlsRequirement.NONE);
    }

    @Test
    void keepsASubmitterToItsDomain() {
        Client client = loggedIn();

        assertThat(client.say("MAIL FROM:<a@second.example>"))
                .startsWith("550 5.7.1 ")
                .contains(LOGIN);
        assertThat(client.mail("a@sender.example", "b@bank.example", "From: a@second.example\r\n\r\n"))
                .startsWith("550 5.7.1 ");
    }

    @Test
    void governsTheNullPathByTheDomainOfTheCredential() {
        Client client = loggedIn();

        client.mail("", "b@bank.example", "From: a@sender.example\r\n\r\n");

        assertThat(client.stored.get(0).domains()).hasToString("[sender.example]");
    }

    @Test
    void takesTheLoginInTwoResponses() {
        Client client = Client.secured(terms);

        assertThat(client.say("AUTH LOGIN")).isEqualTo("334 " + base64("Username:"));
        assertThat(client.say(base64("MailOut@SENDER.example"))).isEqualTo("334 " + base64("Password:"));
        assertThat(client.say(base64("pencil"))).startsWith("235 2.7.0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pencil", "pen"})
    void provesBothSidesByScram(String secret) {
        Client client = Client.secured(terms);
        String bare = "n=" + LOGIN + ",r=rOprNGfwEbeRWgbNEkqO";

        String challenge = text(client.say("AUTH SCRAM-SHA-256 " + base64("n,," + bare)));
        Final last = Final.of(secret, bare, challenge);
        String signature = text(client.say(base64(last.message())));

        assertThat(challenge).startsWith("r=rOprNGfwEbeRWgbNEkqO").endsWith(",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertThat(signature).isEqualTo(last.serverSignature());
        assertThat(client.say("")).startsWith("235 2.7.0 ");
    }

    @Test
    void refusesAScramProofOfAnotherSecret() {
        Client client = Client.secured(terms);
        String bare = "n=" + LOGIN + ",r=abc";
        String challenge = text(client.say("AUTH SCRAM-SHA-256 " + base64("n,," + bare)));

        assertThat(client.say(base64(Final.of("pencils", bare, challenge).message())))
                .startsWith("535 5.7.8 ");
        assertThat(client.say("MAIL FROM:<a@sender.example>")).startsWith("550 5.7.1 ");
    }

    @Test
    void refusesAScramProofForAnotherNonce() {
        Client client = Client.secured(terms);
        String bare = "n=" + LOGIN + ",r=abc";
        String challenge = text(client.say("AUTH SCRAM-SHA-256 " + base64("n,," + bare)));
        String other = challenge.replaceFirst("r=[^,]*", "r=abcdef");

        assertThat(client.say(base64(Final.of("pencil", bare, other).message())))
                .startsWith("501 5.5.2 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p=tls-unique,,n=a,r=b", "n,a=other,n=a,r=b", "n,,m=x,n=a,r=b", "n,,r=b", ""})
    void refusesAnotherBeginningOfScram(String first) {
        assertThat(Client.secured(terms).say("AUTH SCRAM-SHA-256 " + (first.isEmpty() ? "=" : base64(first))))
                .startsWith("501 5.5.2 ");
    }

    @Test
    void givesAnUnknownUserASaltThatStays() {
        String first = saltOf("nobody@sender.example");

        assertThat(saltOf("nobody@sender.example")).isEqualTo(first);
        assertThat(saltOf("somebody@sender.example")).isNotEqualTo(first);
        assertThat(Base64.getDecoder().decode(first)).hasSize(16);
    }

    @Test
    void takesTheSecretBeforeUntilTheOverlapIsOver() {
        assertThat(Client.secured(terms).say("AUTH PLAIN " + Client.plain(LOGIN, "pen")))
                .startsWith("235 ");
        now.set(Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(Client.secured(terms).say("AUTH PLAIN " + Client.plain(LOGIN, "pen")))
                .startsWith("535 5.7.8 ");
        assertThat(Client.secured(terms).say("AUTH PLAIN " + Client.plain(LOGIN, "pencil")))
                .startsWith("235 ");
    }

    @Test
    void forgetsWhatItProvedWhenTheRulesetChanges() {
        assertThat(Client.secured(terms).say("AUTH PLAIN " + Client.plain(LOGIN, "pencil")))
                .startsWith("235 ");
        rules = new Rules()
                .organization("acme", "")
                .domain("sender.example", "acme", "", "")
                .view();
        assertThat(Client.secured(terms).say("AUTH PLAIN " + Client.plain(LOGIN, "pencil")))
                .startsWith("535 5.7.8 ");
    }

    @Test
    void tellsASuspendedSubmitterOnlyIfItKnowsItsSecret() {
        rules = rules("\"suspended\": true,");

        assertThat(Client.secured(terms).say("AUTH PLAIN " + Client.plain(LOGIN, "pencil")))
                .startsWith("525 5.7.13 ");
        assertThat(Client.secured(terms).say("AUTH PLAIN " + Client.plain(LOGIN, "wrong")))
                .startsWith("535 5.7.8 ");
    }

    @Test
    void refusesMailOfASubmitterThatIsSuspendedWhileItIsConnected() {
        Client client = loggedIn();
        rules = rules("\"suspended\": true,");

        assertThat(client.say("MAIL FROM:<a@sender.example>"))
                .startsWith("550 5.7.1 ")
                .contains("is suspended");
    }

    @Test
    void turnsAnAddressAwayAfterTenFailures() {
        for (int i = 0; i < 10; i++) {
            Client.secured(terms).say("AUTH PLAIN " + Client.plain("user" + i + "@sender.example", "wrong"));
        }
        Client client = Client.secured(terms);

        assertThat(client.say("AUTH PLAIN " + Client.plain(LOGIN, "pencil"))).startsWith("421 4.7.0 ");
        assertThat(client.closed).isTrue();
        now.set(Client.NOW.plusSeconds(601));
        assertThat(Client.secured(terms).say("AUTH PLAIN " + Client.plain(LOGIN, "pencil")))
                .startsWith("235 ");
    }

    @Test
    void doesNotKnowWhileTheRulesAreNotKnown() {
        Terms none = Client.terms(Optional.empty());

        assertThat(Client.secured(none).say("AUTH PLAIN " + Client.plain(LOGIN, "pencil")))
                .startsWith("454 4.7.0 ");
    }

    @ParameterizedTest
    @CsvSource({"AUTH PLAIN !, 501 5.5.2", "AUTH PLAIN =, 501 5.5.2", "AUTH CRAM-MD5, 504 5.5.4"})
    void refusesWhatIsNoResponse(String line, String reply) {
        assertThat(Client.secured(terms).say(line)).startsWith(reply);
    }

    @Test
    void actsForNobodyElse() {
        String other = Base64.getEncoder()
                .encodeToString(("a@second.example\0" + LOGIN + "\0pencil").getBytes(StandardCharsets.UTF_8));
        assertThat(Client.secured(terms).say("AUTH PLAIN " + other)).startsWith("501 5.5.2 ");
    }

    private Client loggedIn() {
        Client client = Client.secured(terms);
        assertThat(client.say("AUTH PLAIN " + Client.plain(LOGIN, "pencil"))).startsWith("235 2.7.0 ");
        return client;
    }

    private String saltOf(String login) {
        String challenge = text(Client.secured(terms).say("AUTH SCRAM-SHA-256 " + base64("n,,n=" + login + ",r=abc")));
        return challenge.replaceFirst(".*,s=([^,]*),i=4096", "$1");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String reply) {
        assertThat(reply).startsWith("334 ");
        return new String(Base64.getDecoder().decode(reply.substring(4)), StandardCharsets.UTF_8);
    }

    /** The client's side, RFC 5802 §3. */
    private record Final(String message, String serverSignature) {
        static Final of(String secret, String bare, String challenge) {
            String[] parts = challenge.split(",");
            byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
            byte[] salted = ScramFunctions.saltedPassword(
                    SHA_256, StringPreparation.SASL_PREPARATION, secret.toCharArray(), salt, 4096);
            byte[] clientKey = ScramFunctions.clientKey(SHA_256, salted);
            String start = "c=biws," + parts[0];
            String all = bare + "," + challenge + "," + start;
            byte[] proof = ScramFunctions.clientProof(
                    clientKey,
                    ScramFunctions.clientSignature(SHA_256, ScramFunctions.storedKey(SHA_256, clientKey), all));
            byte[] signature = ScramFunctions.serverSignature(SHA_256, ScramFunctions.serverKey(SHA_256, salted), all);
            Base64.Encoder base64 = Base64.getEncoder();
            return new Final(start + ",p=" + base64.encodeToString(proof), "v=" + base64.encodeToString(signature));
        }
    }

    private final class Watch extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
