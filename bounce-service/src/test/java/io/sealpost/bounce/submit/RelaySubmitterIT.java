package io.sealpost.bounce.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.dsn.HeaderField;
import io.sealpost.bounce.dsn.ReportComposer;
import io.sealpost.bounce.dsn.ReportMessage;
import io.sealpost.bounce.dsn.Texts;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.fixture.Contracts;
import io.sealpost.bounce.fixture.RelayFixture;
import io.sealpost.bounce.fixture.RelayFixture.Stage;
import io.sealpost.bounce.submit.Submission.Accepted;
import io.sealpost.bounce.submit.Submission.Deferred;
import io.sealpost.bounce.submit.Submission.Refused;
import io.sealpost.platform.tls.CertificateAuthority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Mail Client against a real SMTP server. */
class RelaySubmitterIT {

    private static final Vertx VERTX = Vertx.vertx();

    private final RelayFixture relay = new RelayFixture();
    private final Credential credential = new Credential(RelayFixture.USERNAME, RelayFixture.SECRET);

    @AfterEach
    void stop() {
        relay.close();
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatArrivesIsWhatWasComposed() throws Exception {
        relay.start();
        ReportMessage report = report();

        Submission outcome = submit(report, Optional.empty(), relay);

        assertThat(outcome).isEqualTo(new Accepted(relay.address(), Optional.empty()));
        assertThat(relay.received())
                .containsExactly(new RelayFixture.Received(
                        "", List.of("alice@sender.example"), RelayFixture.USERNAME, true, text(report)));
    }

    /** Lines that begin with dots, the longest allowed, and more of them than a stack has frames. */
    @Test
    void whatArrivesOfAnUglyBodyIsTheSame() throws Exception {
        relay.start();
        String body = "x\n.\n..\n.a\n\n \n\t\n" + "y".repeat(998) + "\n" + "z\n".repeat(30_000) + ".\nend\n";
        ReportMessage report = new ReportMessage(
                "<id@mta>",
                "alice@sender.example",
                List.of(new HeaderField("Subject", "folded\n once\n twice"), new HeaderField("X", "=?a?=")),
                body);

        Submission outcome = submit(report, Optional.empty(), relay);

        assertThat(outcome).isInstanceOf(Accepted.class);
        assertThat(relay.received().get(0).content()).isEqualTo(text(report));
    }

    /** The connections that were kept are closed at each restart. */
    @Test
    void submitsToARelayThatRestartsInBetween() throws Exception {
        RelaySubmitter submitter = submitter(relay.start());

        for (int index = 0; index < 20; index++) {
            assertThat(outcome(submitter, Optional.empty())).isInstanceOf(Accepted.class);
            relay.start();
        }

        assertThat(relay.received()).hasSize(20);
    }

    /** As the service's workers do; off an event loop about one submission in a hundred would hang. */
    @Test
    void submitsFromManyThreadsAtOnce() throws Exception {
        RelaySubmitter submitter = submitter(relay.start());
        ReportMessage report = report();
        ExecutorService workers = Executors.newFixedThreadPool(8);
        List<Callable<Submission>> submissions =
                Collections.nCopies(300, () -> await(submitter.submit(report, Optional.empty())));

        for (var outcome : workers.invokeAll(submissions)) {
            assertThat(outcome.get()).isInstanceOf(Accepted.class);
        }

        workers.shutdown();
        assertThat(relay.received()).hasSize(300);
    }

    @Test
    void defersWhereTheCertificateIsNotTrusted() throws Exception {
        relay.start(CertificateAuthority.create("Somebody else").issue(RelayFixture.HOST));

        assertThat(submit(report(), Optional.empty(), relay)).isInstanceOf(Deferred.class);
        assertThat(relay.transactions()).isZero();
    }

    @Test
    void defersWhereTheCertificateIsForAnotherHost() throws Exception {
        relay.start(relay.authority().issue("other.example"));

        assertThat(submit(report(), Optional.empty(), relay)).isInstanceOf(Deferred.class);
        assertThat(relay.transactions()).isZero();
    }

    @Test
    void defersWhereTlsIsNotOffered() throws Exception {
        relay.startWithoutTls();

        assertThat(submit(report(), Optional.empty(), relay)).isInstanceOf(Deferred.class);
        assertThat(relay.transactions()).isZero();
    }

    @Test
    void defersWhereTheCredentialIsRefused() throws Exception {
        relay.start();
        RelaySubmitter submitter =
                new RelaySubmitter(List.of(client(relay, new Credential(RelayFixture.USERNAME, "wrong"))), List.of());

        assertThat(outcome(submitter, Optional.empty())).isInstanceOf(Deferred.class);
        assertThat(relay.transactions()).isZero();
    }

    @Test
    void isRefusedByAPermanentReply() throws Exception {
        relay.start();
        relay.answerNext(Stage.RECIPIENT, 550, "5.7.1 not hosted here");

        Submission outcome = submit(report(), Optional.empty(), relay);

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).reason()).contains("550 5.7.1 not hosted here");
    }

    @Test
    void triesTheNextRelayAfterATemporaryReply() throws Exception {
        relay.start();
        relay.answerNext(Stage.DATA_END, 451, "4.3.0 later");
        try (RelayFixture second = new RelayFixture().start()) {
            Submission outcome = submit(report(), Optional.empty(), relay, second);

            assertThat(outcome).isEqualTo(new Accepted(second.address(), Optional.empty()));
            assertThat(relay.received()).isEmpty();
        }
    }

    @Test
    void triesTheNextRelayWhereOneIsDown() throws Exception {
        relay.start().stop();
        try (RelayFixture second = new RelayFixture().start()) {
            assertThat(submit(report(), Optional.empty(), relay, second))
                    .isEqualTo(new Accepted(second.address(), Optional.empty()));
        }
    }

    @Test
    void staysWithTheRelayWhoseReplyWasLost() throws Exception {
        relay.start();
        relay.answerNext(Stage.REPLY_LOST, 0, "");
        try (RelayFixture second = new RelayFixture().start()) {
            Submission outcome = submit(report(), Optional.empty(), relay, second);

            assertThat(outcome).isInstanceOf(Deferred.class);
            assertThat(((Deferred) outcome).suspect()).contains(relay.address());
            assertThat(second.received()).isEmpty();
        }
    }

    @Test
    void triesTheSuspectFirst() throws Exception {
        relay.start();
        try (RelayFixture second = new RelayFixture().start()) {
            Submission outcome = submit(report(), Optional.of(second.address()), relay, second);

            assertThat(outcome).isEqualTo(new Accepted(second.address(), Optional.empty()));
        }
    }

    private static ReportMessage report() throws Exception {
        return new ReportComposer(Texts.builtIn())
                .compose(
                        new EventReader().read(Contracts.reportDue("tls-failure")),
                        ReportForm.FULL,
                        Instant.parse("2026-11-24T08:16:02Z"));
    }

    private Submission submit(ReportMessage report, Optional<String> suspect, RelayFixture... relays) throws Exception {
        return await(submitter(relays).submit(report, suspect));
    }

    private static Submission outcome(RelaySubmitter submitter, Optional<String> suspect) throws Exception {
        return await(submitter.submit(report(), suspect));
    }

    private static Submission await(Future<Submission> outcome) throws Exception {
        return outcome.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private RelaySubmitter submitter(RelayFixture... relays) {
        return new RelaySubmitter(
                Stream.of(relays).map(each -> client(each, credential)).toList(), List.of());
    }

    private static SmtpRelay client(RelayFixture relay, Credential credential) {
        return new SmtpRelay(
                VERTX,
                RelayAddress.parse(relay.address()),
                credential,
                new PemTrustOptions()
                        .addCertValue(Buffer.buffer(relay.authority().pem())),
                Duration.ofSeconds(20));
    }

    private static String text(ReportMessage report) {
        return new String(report.toBytes(), StandardCharsets.ISO_8859_1);
    }
}
