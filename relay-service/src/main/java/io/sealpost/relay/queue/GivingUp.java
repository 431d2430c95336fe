package io.sealpost.relay.queue;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.Stop;
import io.sealpost.relay.report.OperatorAct;
import io.sealpost.relay.report.RecipientResult;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Works out what a message is after recipients failed without a round: by a rule, by an operator, by the time. Pure. */
final class GivingUp {
    private static final EnhancedStatus GIVEN_UP = EnhancedStatus.of("5.3.0");

    private final Schedule schedule;

    GivingUp(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Fails all who wait at a destination at the end of the lifetime, without a round.
     *
     * @param cause why they could not be tried; 4.y.z
     */
    static Settlement.Settled atTheEnd(SpooledMessage message, Domain destination, Cause cause, Instant now) {
        RecipientOutcome outcome = new RecipientOutcome.Failed(FailureType.EXPIRED, cause.asPermanent());
        return fail(
                message, each -> each.isWaiting() && each.address().domain().equals(destination), each -> outcome, now);
    }

    /** Fails the rejected, and at the end of the lifetime the held; what stays held is due then. */
    Settlement.Settled stopped(SpooledMessage message, Instant now) {
        boolean over = schedule.isOver(message.acceptedAt(), now);
        Settlement.Settled settled = fail(
                message,
                each -> each.isStopped() && (over || !each.isHeld()),
                each -> policy(
                        each.isHeld() ? EnhancedStatus.TIME_EXPIRED : EnhancedStatus.NOT_AUTHORIZED, stopWords(each)),
                now);
        return new Settlement.Settled(
                settled.message(),
                settled.results(),
                Optional.of(schedule.end(message.acceptedAt()))
                        .filter(end -> !settled.message().held().isEmpty()));
    }

    /** Fails the held, as an operator wants it. */
    static Settlement.Settled refused(SpooledMessage message, OperatorAct act, Instant now) {
        return fail(
                message,
                SpooledRecipient::isHeld,
                each -> policy(EnhancedStatus.NOT_AUTHORIZED, act.reason().orElse("no reason was given")),
                now);
    }

    /** Fails all who wait or are held, as an operator wants it: with the class of what was last seen of their servers. */
    static Settlement.Settled byHand(SpooledMessage message, OperatorAct act, Instant now) {
        return fail(
                message,
                each -> each.isWaiting() || each.isHeld(),
                each -> new RecipientOutcome.Failed(FailureType.OPERATOR, cause(each, act)),
                now);
    }

    /** The held wait from now on, for what was demanded before. */
    static SpooledMessage letGo(SpooledMessage message, Instant now) {
        return message.with(
                message.recipients().stream()
                        .map(each -> each.isHeld() ? each.in(SpooledRecipient.State.WAITING) : each)
                        .toList(),
                now);
    }

    /** What a round would have told of them stays as it is. */
    private static Settlement.Settled fail(
            SpooledMessage message,
            Predicate<SpooledRecipient> whom,
            Function<SpooledRecipient, RecipientOutcome> outcome,
            Instant now) {
        List<SpooledRecipient> recipients = new ArrayList<>();
        List<RecipientResult> results = new ArrayList<>();
        for (SpooledRecipient recipient : message.recipients()) {
            if (!whom.test(recipient)) {
                recipients.add(recipient);
                continue;
            }
            SpooledRecipient failed = recipient.in(SpooledRecipient.State.FAILED);
            recipients.add(failed);
            results.add(new RecipientResult(
                    failed, outcome.apply(recipient), List.of(), Settlement.latest(failed.observations(), now)));
        }
        return new Settlement.Settled(message.with(recipients, message.nextAttemptAt()), results, Optional.empty());
    }

    private static Cause cause(SpooledRecipient recipient, OperatorAct act) {
        AttemptClass seen = recipient.observations().stream()
                .max(Comparator.comparing(Observation::at))
                .map(Observation::kind)
                .orElse(AttemptClass.LOCAL);
        return new Cause(
                Optional.of(seen),
                GIVEN_UP,
                "given up by the operator of the mail relay"
                        + act.reason().map(why -> ": " + why).orElse(""),
                Optional.empty());
    }

    private static RecipientOutcome policy(EnhancedStatus status, String words) {
        return new RecipientOutcome.Failed(
                FailureType.POLICY, new Cause(Optional.of(AttemptClass.SMTP_PERM), status, words, Optional.empty()));
    }

    private static String stopWords(SpooledRecipient recipient) {
        return recipient
                .decision()
                .stop()
                .map(stop -> stop.match(Stop.Reject::text, hold -> "nobody let it go before its time was over"))
                .orElse("");
    }
}
