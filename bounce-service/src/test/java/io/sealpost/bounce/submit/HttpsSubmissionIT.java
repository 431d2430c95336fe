package io.sealpost.bounce.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.dsn.HeaderField;
import io.sealpost.bounce.dsn.ReportMessage;
import io.sealpost.bounce.fixture.HttpsRelayFixture;
import io.sealpost.bounce.fixture.HttpsRelayFixture.Received;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.submit.Submission.Accepted;
import io.sealpost.bounce.submit.Submission.Deferred;
import io.sealpost.bounce.submit.Submission.Refused;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports to senders whose address the Mail Client cannot write, against a real HTTPS server. */
class HttpsSubmissionIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String JOERG = "jörg+x@sender.example";

    private final Credential credential = new Credential(RelayFixture.USERNAME, RelayFixture.SECRET);
    private final RelayFixture bySmtp = new RelayFixture().start();
    private final HttpsRelayFixture relay = new HttpsRelayFixture();
    private final HttpsRelayFixture second = new HttpsRelayFixture();

    @AfterEach
    void stop() {
        Stream.of(bySmtp, relay, second).forEach(HttpsSubmissionIT::close);
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {JOERG, "\"a, b\"@sender.example", "a@b@c&from=x"})
    void whatArrivesIsWhatWasComposedAndTheQueueIdIsKnown(String sender) throws Exception {
        ReportMessage report = reportTo(sender);

        Submission outcome = submit(report, Optional.empty(), relay);

        assertThat(outcome).isEqualTo(new Accepted(relay.address(), Optional.of("FIXTURE1")));
        assertThat(relay.received())
                .containsExactly(new Received(sender, new String(report.toBytes(), StandardCharsets.UTF_8)));
    }

    @Test
    void goesOverSmtpWhereTheAddressCanBeWrittenThere() throws Exception {
        assertThat(submit(reportTo("alice@sender.example"), Optional.empty(), relay))
                .isEqualTo(new Accepted(bySmtp.address(), Optional.empty()));
        assertThat(relay.received()).isEmpty();
    }

    @Test
    void isRefusedWhereNoRelayIsNamed() throws Exception {
        Submission outcome = submit(reportTo(JOERG), Optional.empty());

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).reason()).contains("SMTPUTF8").contains("sealpost.https-relays");
    }

    @Test
    void isRefusedByAPermanentReply() throws Exception {
        relay.refuseNext(422, 553, "5.1.3 no such address");

        assertThat(submit(reportTo(JOERG), Optional.empty(), relay, second))
                .isEqualTo(new Refused(Optional.of(relay.address()), "HTTP 422 5.1.3 no such address"));
        assertThat(second.received()).isEmpty();
    }

    @Test
    void triesTheNextRelayAfterATemporaryReplyAndWhereOneIsDown() throws Exception {
        relay.refuseNext(503, 451, "4.3.2 rules not known");
        assertThat(submit(reportTo(JOERG), Optional.empty(), relay, second))
                .isEqualTo(new Accepted(second.address(), Optional.of("FIXTURE1")));

        relay.close();
        assertThat(submit(reportTo(JOERG), Optional.empty(), relay, second)).isInstanceOf(Accepted.class);
    }

    @Test
    void staysWithTheRelayWhoseAnswerWasLostWhichTakesItOnce() throws Exception {
        relay.loseNextAnswer();
        ReportMessage report = reportTo(JOERG);

        Submission lost = submit(report, Optional.empty(), relay, second);
        Submission repeated = submit(report, ((Deferred) lost).suspect(), second, relay);

        assertThat(repeated).isEqualTo(new Accepted(relay.address(), Optional.of("FIXTURE1")));
        assertThat(relay.received()).hasSize(1);
        assertThat(second.received()).isEmpty();
    }

    @Test
    void defersWhereTheCertificateIsNotTrusted() throws Exception {
        try (HttpsRelayFixture untrusted = HttpsRelayFixture.untrusted()) {
            Submission outcome = submit(reportTo(JOERG), Optional.empty(), untrusted);

            assertThat(outcome).isInstanceOf(Deferred.class);
            assertThat(((Deferred) outcome).suspect()).isEmpty();
        }
    }

    private static ReportMessage reportTo(String sender) {
        return new ReportMessage(
                "<id@mta>",
                sender,
                List.of(new HeaderField("Subject", "Grüße\n folded")),
                "Zustellung an jörg\n.\nend\n");
    }

    private Submission submit(ReportMessage report, Optional<String> suspect, HttpsRelayFixture... relays)
            throws Exception {
        SmtpRelay smtp = new SmtpRelay(
                VERTX,
                RelayAddress.parse(bySmtp.address()),
                credential,
                trust(bySmtp.authority().pem()),
                Duration.ofSeconds(20));
        List<HttpsRelay> https = Stream.of(relays)
                .map(each -> new HttpsRelay(
                        VERTX,
                        RelayAddress.parse(each.address()),
                        credential,
                        trust(each.authority().pem()),
                        Duration.ofSeconds(20)))
                .toList();
        return new RelaySubmitter(List.of(smtp), https)
                .submit(report, suspect)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static PemTrustOptions trust(String pem) {
        return new PemTrustOptions().addCertValue(Buffer.buffer(pem));
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
