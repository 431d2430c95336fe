package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of the verdict: each pair of classes in both orders, with and without a requirement. */
class VerdictTest {
    private static final History WINDOW_OVER =
            new History(TlsRequirement.DEFAULT_RETRY_WINDOW, Verdict.RETRY_ROUNDS - 1, true);

    @ParameterizedTest
    @CsvSource({
        // first, other, under a requirement, when its window is over, without a requirement
        "DELIVERED,  DELIVERED,  delivered,          delivered,          delivered",
        "DELIVERED,  NET,        delivered,          delivered,          delivered",
        "DELIVERED,  TLS-ABSENT, delivered,          delivered,          delivered",
        "DELIVERED,  TLS-TEMP,   delivered,          delivered,          delivered",
        "DELIVERED,  LOCAL,      delivered,          delivered,          delivered",
        "DELIVERED,  SMTP-TEMP,  delivered,          delivered,          delivered",
        "DELIVERED,  SMTP-PERM,  delivered,          delivered,          delivered",
        "NET,        NET,        4.4.1,              4.4.1,              4.4.1",
        "NET,        TLS-ABSENT, 4.7.5,              tls-failure 5.7.10, 4.7.5",
        "NET,        TLS-TEMP,   4.7.5,              tls-failure 5.7.10, 4.7.5",
        "NET,        LOCAL,      4.3.0,              4.3.0,              4.3.0",
        "NET,        SMTP-TEMP,  4.2.1,              4.2.1,              4.2.1",
        "NET,        SMTP-PERM,  rejected 5.1.1,     rejected 5.1.1,     rejected 5.1.1",
        "TLS-ABSENT, TLS-ABSENT, tls-failure 5.7.10, tls-failure 5.7.10, 4.7.5",
        "TLS-ABSENT, TLS-TEMP,   4.7.5,              tls-failure 5.7.10, 4.7.5",
        "TLS-ABSENT, LOCAL,      4.3.0,              4.3.0,              4.3.0",
        "TLS-ABSENT, SMTP-TEMP,  4.2.1,              4.2.1,              4.2.1",
        "TLS-ABSENT, SMTP-PERM,  rejected 5.1.1,     rejected 5.1.1,     rejected 5.1.1",
        "TLS-TEMP,   TLS-TEMP,   4.7.5,              tls-failure 5.7.10, 4.7.5",
        "TLS-TEMP,   LOCAL,      4.3.0,              4.3.0,              4.3.0",
        "TLS-TEMP,   SMTP-TEMP,  4.2.1,              4.2.1,              4.2.1",
        "TLS-TEMP,   SMTP-PERM,  rejected 5.1.1,     rejected 5.1.1,     rejected 5.1.1",
        "LOCAL,      LOCAL,      4.3.0,              4.3.0,              4.3.0",
        "LOCAL,      SMTP-TEMP,  4.2.1,              4.2.1,              4.2.1",
        "LOCAL,      SMTP-PERM,  rejected 5.1.1,     rejected 5.1.1,     rejected 5.1.1",
        "SMTP-TEMP,  SMTP-TEMP,  4.2.1,              4.2.1,              4.2.1",
        "SMTP-TEMP,  SMTP-PERM,  rejected 5.1.1,     rejected 5.1.1,     rejected 5.1.1",
        "SMTP-PERM,  SMTP-PERM,  rejected 5.1.1,     rejected 5.1.1,     rejected 5.1.1",
    })
    void judgesTwoHostsInEitherOrder(String one, String other, String required, String windowOver, String free) {
        for (List<Sighting> round : List.of(round(one, other), round(other, one))) {
            assertThat(List.of(
                            judge(TlsRequirement.ENCRYPT, false, round, History.NONE),
                            judge(TlsRequirement.ENCRYPT, false, round, WINDOW_OVER),
                            judge(TlsRequirement.NONE, false, round, WINDOW_OVER)))
                    .containsExactly(required, windowOver, free);
        }
    }

    @Test
    void bouncesAtOnceWhereTheOnlyHostHasNoTls() {
        assertThat(judge(TlsRequirement.ENCRYPT, false, round("TLS-ABSENT"), History.NONE))
                .isEqualTo("tls-failure 5.7.10");
    }

    @Test
    void defersWhereAddressesWereLeftUntriedByALimit() {
        assertThat(judge(TlsRequirement.ENCRYPT, true, round("TLS-ABSENT", "TLS-ABSENT"), History.NONE))
                .isEqualTo("4.7.5");
    }

    @Test
    void bouncesWhereAddressesWereLeftUntriedButTheWindowIsOver() {
        assertThat(judge(TlsRequirement.ENCRYPT, true, round("TLS-ABSENT"), WINDOW_OVER))
                .isEqualTo("tls-failure 5.7.10");
    }

    @Test
    void takesTheAbsenceOfTlsWhereItWasSeenForAFailureOfTls() {
        Verdict verdict = new Verdict(TlsRequirement.ENCRYPT, false, true);
        assertThat(words(verdict.judge(round("TLS-ABSENT", "TLS-ABSENT"), History.NONE)))
                .isEqualTo("4.7.5");
        assertThat(words(verdict.judge(round("TLS-ABSENT"), WINDOW_OVER))).isEqualTo("tls-failure 5.7.10");
    }

    @ParameterizedTest
    @CsvSource({
        "PT59M59S, 2, true, 4.7.5",
        "PT1H, 1, true, 4.7.5",
        "PT1H, 2, false, 4.7.5",
        "PT1H, 2, true, tls-failure 5.7.10",
        "PT100H, 50, true, tls-failure 5.7.10"
    })
    void waitsForTheWholeWindowAndThreeRoundsThatAllFailedForTls(
            Duration since, int rounds, boolean onlyTlsFailures, String verdict) {
        assertThat(judge(TlsRequirement.ENCRYPT, false, round("TLS-TEMP"), new History(since, rounds, onlyTlsFailures)))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S, 0, true, tls-failure 5.7.10",
        "PT0S, PT5M, 1, false, 4.7.5",
        "PT10M, PT9M59S, 1, true, 4.7.5",
        "PT10M, PT10M, 1, true, 4.7.5",
        "PT10M, PT10M, 2, true, tls-failure 5.7.10",
        "PT24H, PT23H, 20, true, 4.7.5",
        "PT24H, PT24H, 1, true, 4.7.5",
        "PT24H, PT24H, 20, true, tls-failure 5.7.10"
    })
    void waitsAsLongAsTheRulesDemand(
            Duration window, Duration since, int rounds, boolean onlyTlsFailures, String verdict) {
        TlsRequirement requirement = TlsRequirement.of(TlsVersion.TLS_1_2, List.of(), window);
        assertThat(judge(requirement, false, round("TLS-TEMP", "NET"), new History(since, rounds, onlyTlsFailures)))
                .isEqualTo(verdict);
    }

    @Test
    void aWindowOfZeroDoesNotBounceForWhatIsNoFailureOfTls() {
        TlsRequirement requirement = TlsRequirement.of(TlsVersion.TLS_1_2, List.of(), Duration.ZERO);
        assertThat(judge(requirement, false, round("NET"), History.NONE)).isEqualTo("4.4.1");
        assertThat(judge(requirement, false, round("LOCAL", "TLS-TEMP"), History.NONE))
                .isEqualTo("4.3.0");
    }

    @Test
    void givesTheRemotesWordsWithItsNameAndOursWithout() {
        RecipientOutcome remote =
                new Verdict(TlsRequirement.NONE, false, false).judge(round("SMTP-TEMP"), History.NONE);
        RecipientOutcome ours = new Verdict(TlsRequirement.NONE, false, false).judge(round("NET"), History.NONE);
        assertThat(((RecipientOutcome.Deferred) remote).cause()).satisfies(cause -> {
            assertThat(cause.text()).isEqualTo("450 4.2.1 later");
            assertThat(cause.remoteHost()).hasValue("mx0.test");
        });
        assertThat(((RecipientOutcome.Deferred) ours).cause()).satisfies(cause -> {
            assertThat(cause.text()).isEqualTo("connection refused");
            assertThat(cause.remoteHost()).isEmpty();
        });
    }

    private static String judge(TlsRequirement requirement, boolean truncated, List<Sighting> round, History history) {
        return words(new Verdict(requirement, truncated, false).judge(round, history));
    }

    private static String words(RecipientOutcome outcome) {
        return outcome.match(
                delivered -> "delivered",
                deferred -> deferred.cause().status().toString(),
                failed -> failed.type().word() + " " + failed.cause().status());
    }

    private static List<Sighting> round(String... words) {
        return Arrays.stream(words).map(AttemptClass::of).map(VerdictTest::seen).toList();
    }

    private static Sighting seen(AttemptClass kind) {
        return switch (kind) {
            case DELIVERED -> seen(kind, "2.0.0", Optional.of(Reply.of(250, "2.0.0 taken")), "");
            case SMTP_TEMP -> seen(kind, "4.2.1", Optional.of(Reply.of(450, "4.2.1 later")), "");
            case SMTP_PERM -> seen(kind, "5.1.1", Optional.of(Reply.of(550, "5.1.1 unknown")), "");
            case TLS_ABSENT -> seen(kind, "4.7.5", Optional.of(Reply.of(250, "mx.test")), "EHLO without STARTTLS");
            case TLS_TEMP -> seen(kind, "4.7.5", Optional.of(Reply.of(454, "4.7.0 not now")), "");
            case NET -> seen(kind, "4.4.1", Optional.empty(), "connection refused");
            case LOCAL -> seen(kind, "4.3.0", Optional.empty(), "no trust store");
        };
    }

    private static Sighting seen(AttemptClass kind, String status, Optional<Reply> reply, String detail) {
        Observation observation = new Observation(
                Instant.EPOCH, "mx0.test", Optional.of("192.0.2.1:25"), kind, reply, detail, Optional.empty());
        return new Sighting(observation, EnhancedStatus.of(status), false);
    }
}
