package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Judges a round over all addresses of a destination for one recipient. Pure.
 *
 * <p>In this order:
 * <ol>
 *   <li>an address that delivered decides;
 *   <li>a refusal for good over a session as required is final;
 *   <li>under a requirement, if no address can do TLS, none was left out, and TLS was not seen there lately: over
 *       at once with 5.7.10;
 *   <li>under a requirement, if TLS failed in this and every earlier round and otherwise only the network did, for as
 *       long as the rule's window and {@value #RETRY_ROUNDS} rounds at least, since a relay that stood still has not
 *       tried: over with 5.7.10. A window of zero is over after the first round;
 *   <li>anything else is tried again: an address that could not be reached might have offered TLS.
 * </ol>
 *
 * <p>What a deferral is said to be for is the strongest of what was seen: a mail server's own refusal before trouble of
 * our own, before TLS, before the network; of equals the one of the best address.
 */
final class Verdict {
    static final EnhancedStatus ENCRYPTION_NEEDED = EnhancedStatus.of("5.7.10");
    static final int RETRY_ROUNDS = 3;
    private static final List<AttemptClass> TELLING = List.of(
            AttemptClass.SMTP_TEMP,
            AttemptClass.LOCAL,
            AttemptClass.TLS_TEMP,
            AttemptClass.TLS_ABSENT,
            AttemptClass.NET);

    private final TlsRequirement requirement;
    private final boolean truncated;
    private final boolean tlsHasVanished;

    /**
     * @param truncated whether a limit left addresses untried
     * @param tlsHasVanished whether addresses without TLS are those of a domain where TLS was seen lately: that may be
     *     an attack or an accident, and counts like TLS that failed
     */
    Verdict(TlsRequirement requirement, boolean truncated, boolean tlsHasVanished) {
        this.requirement = requirement;
        this.truncated = truncated;
        this.tlsHasVanished = tlsHasVanished;
    }

    /** @param round what was seen, best address first; at least one */
    RecipientOutcome judge(List<Sighting> round, History history) {
        Optional<Sighting> delivered = first(round, AttemptClass.DELIVERED);
        if (delivered.isPresent()) {
            return new RecipientOutcome.Delivered(
                    delivered.get().observation().reply().orElseThrow(),
                    delivered.get().relayedDsn());
        }
        Optional<Sighting> refused = first(round, AttemptClass.SMTP_PERM);
        if (refused.isPresent()) {
            return new RecipientOutcome.Failed(
                    FailureType.REJECTED, refused.get().cause());
        }
        Sighting telling = telling(round);
        return failsForTls(round, history)
                ? new RecipientOutcome.Failed(FailureType.TLS_FAILURE, telling.cause(ENCRYPTION_NEEDED))
                : new RecipientOutcome.Deferred(telling.cause());
    }

    private boolean failsForTls(List<Sighting> round, History history) {
        if (!requirement.isRequired()) {
            return false;
        }
        boolean allAbsent = round.stream().allMatch(each -> each.kind() == AttemptClass.TLS_ABSENT);
        return (allAbsent && !truncated && !tlsHasVanished) || (isTlsFailure(round) && windowIsOver(history));
    }

    private static boolean isTlsFailure(List<Sighting> round) {
        return round.stream().anyMatch(each -> each.kind().isTls())
                && round.stream().allMatch(each -> each.kind().isTls() || each.kind() == AttemptClass.NET);
    }

    private boolean windowIsOver(History history) {
        Duration window = requirement.retryWindow();
        return history.onlyTlsFailures()
                && history.rounds() + 1 >= (window.isZero() ? 1 : RETRY_ROUNDS)
                && history.sinceFirstAttempt().compareTo(window) >= 0;
    }

    private static Sighting telling(List<Sighting> round) {
        return TELLING.stream()
                .flatMap(kind -> first(round, kind).stream())
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Sighting> first(List<Sighting> round, AttemptClass kind) {
        return round.stream().filter(each -> each.kind() == kind).findFirst();
    }
}
