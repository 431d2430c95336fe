package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.report.RecipientResult;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what a message is after a round: the new state of each recipient that was tried, and when it is tried next.
 * Pure.
 *
 * <p>A deferral at or after the end of the queue lifetime is a failure of type {@code expired} with the status 5.y.z of
 * its cause. A round counts as a TLS failure if one address at least showed something of its TLS and all others were
 * not reached.
 */
final class Settlement {
    private static final Cause INTERNAL = new Cause(
            Optional.of(AttemptClass.LOCAL),
            EnhancedStatus.of("4.3.0"),
            "internal error of the relay",
            Optional.empty());

    private final Schedule schedule;

    Settlement(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * What the round made of the message.
     *
     * @param message as it is after it
     * @param results of those that were tried
     * @param dueAgain when those of them that still wait are tried next; empty if none does
     */
    record Settled(SpooledMessage message, List<RecipientResult> results, Optional<Instant> dueAgain) {}

    /**
     * Settles a round.
     *
     * @param rounds of some or all waiting recipients
     * @param startedAt when the round began
     */
    Settled settle(SpooledMessage message, List<RecipientRound> rounds, Instant startedAt, Instant now) {
        Map<Address, RecipientRound> byAddress = new LinkedHashMap<>();
        rounds.forEach(round -> byAddress.put(round.recipient(), round));
        List<SpooledRecipient> recipients = new ArrayList<>();
        List<RecipientResult> results = new ArrayList<>();
        for (SpooledRecipient recipient : message.recipients()) {
            RecipientRound round = byAddress.get(recipient.address());
            if (round == null || !recipient.isWaiting()) {
                recipients.add(recipient);
                continue;
            }
            RecipientOutcome outcome = lastWord(message, round.outcome(), now);
            SpooledRecipient after = after(recipient, round, outcome, startedAt);
            recipients.add(after);
            results.add(
                    new RecipientResult(after, outcome, round.observations(), latest(round.observations(), startedAt)));
        }
        Optional<Instant> dueAgain = dueAgain(message, results, now);
        return new Settled(message.with(recipients, nextAttempt(message, recipients, dueAgain)), results, dueAgain);
    }

    /** Until when a message is tried. */
    Instant end(SpooledMessage message) {
        return schedule.end(message.acceptedAt());
    }

    /** A round in which our own code failed: everybody is deferred. */
    static List<RecipientRound> internalError(List<Address> recipients) {
        return recipients.stream()
                .map(each -> new RecipientRound(each, new RecipientOutcome.Deferred(INTERNAL), List.of()))
                .toList();
    }

    private RecipientOutcome lastWord(SpooledMessage message, RecipientOutcome outcome, Instant now) {
        return schedule.isOver(message.acceptedAt(), now)
                ? outcome.match(
                        delivered -> delivered,
                        deferred -> new RecipientOutcome.Failed(
                                FailureType.EXPIRED, deferred.cause().asPermanent()),
                        failed -> failed)
                : outcome;
    }

    private static SpooledRecipient after(
            SpooledRecipient before, RecipientRound round, RecipientOutcome outcome, Instant startedAt) {
        return new SpooledRecipient(
                before.address(),
                before.copiedFor(),
                before.dsn(),
                before.decision(),
                outcome.match(
                        delivered -> SpooledRecipient.State.DELIVERED,
                        deferred -> SpooledRecipient.State.WAITING,
                        failed -> SpooledRecipient.State.FAILED),
                Optional.of(before.firstAttemptAt().orElse(startedAt)),
                before.rounds() + 1,
                before.onlyTlsFailures() && isTlsFailure(round.observations()),
                before.toldOfDelay(),
                latestOfEach(before.observations(), round.observations()));
    }

    private static boolean isTlsFailure(List<Observation> seen) {
        return seen.stream().anyMatch(each -> each.kind().isTls())
                && seen.stream().allMatch(each -> each.kind().isTls() || each.kind() == AttemptClass.NET);
    }

    private static List<Observation> latestOfEach(List<Observation> before, List<Observation> now) {
        Map<Place, Observation> latest = new LinkedHashMap<>();
        before.forEach(seen -> latest.put(Place.of(seen), seen));
        now.forEach(seen -> latest.put(Place.of(seen), seen));
        return List.copyOf(latest.values());
    }

    static Instant latest(List<Observation> seen, Instant otherwise) {
        return seen.stream().map(Observation::at).max(Instant::compareTo).orElse(otherwise);
    }

    private Optional<Instant> dueAgain(SpooledMessage message, List<RecipientResult> results, Instant now) {
        return results.stream()
                .map(RecipientResult::recipient)
                .filter(SpooledRecipient::isWaiting)
                .map(SpooledRecipient::rounds)
                .max(Integer::compare)
                .map(rounds -> schedule.next(message.acceptedAt(), rounds, now));
    }

    /** For a start from the disk, of destinations that were never tried: the earlier word while there are such. */
    private static Instant nextAttempt(
            SpooledMessage message, List<SpooledRecipient> recipients, Optional<Instant> dueAgain) {
        boolean someUntried = recipients.stream().anyMatch(each -> each.isWaiting() && each.rounds() == 0);
        return dueAgain.filter(next -> !someUntried).orElse(message.nextAttemptAt());
    }

    private record Place(String host, Optional<String> address) {
        static Place of(Observation seen) {
            return new Place(seen.host(), seen.address());
        }
    }
}
