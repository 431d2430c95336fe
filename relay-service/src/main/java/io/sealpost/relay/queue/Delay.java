package io.sealpost.relay.queue;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.report.RecipientResult;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides of which recipients a sender is told that they wait: those for whom NOTIFY asks for it (RFC 3461 §4.1), once
 * each. Nobody is told of mail with a null reverse path. Pure.
 */
final class Delay {
    /** Held from the beginning, by its rules or its destination: nothing was seen of any server. */
    private static final Cause NOT_TRIED = new Cause(
            Optional.of(AttemptClass.LOCAL),
            EnhancedStatus.of("4.3.2"),
            "the relay holds the message and has not tried it yet",
            Optional.empty());

    private Delay() {}

    static boolean isToBeTold(SpooledMessage message) {
        return !message.reversePath().isNull() && message.recipients().stream().anyMatch(Delay::isToBeTold);
    }

    /** The message when that is told, and what is. */
    static Settlement.Settled tell(SpooledMessage message) {
        List<SpooledRecipient> recipients = new ArrayList<>();
        List<RecipientResult> told = new ArrayList<>();
        for (SpooledRecipient recipient : message.recipients()) {
            boolean now = isToBeTold(recipient);
            SpooledRecipient after = now ? recipient.withDelayTold() : recipient;
            recipients.add(after);
            if (now) {
                told.add(result(message, after));
            }
        }
        return new Settlement.Settled(message.with(recipients, message.nextAttemptAt()), told, Optional.empty());
    }

    private static boolean isToBeTold(SpooledRecipient recipient) {
        return recipient.isWaiting()
                && !recipient.toldOfDelay()
                && recipient.dsn().asksFor(Notify.Condition.DELAY);
    }

    private static RecipientResult result(SpooledMessage message, SpooledRecipient recipient) {
        Optional<Observation> last = recipient.observations().stream().max(Comparator.comparing(Observation::at));
        return new RecipientResult(
                recipient,
                new RecipientOutcome.Deferred(last.map(Delay::cause).orElse(NOT_TRIED)),
                List.of(),
                last.map(Observation::at).orElse(message.acceptedAt()));
    }

    private static Cause cause(Observation seen) {
        Optional<Reply> decided = seen.reply().filter(reply -> seen.detail().isEmpty());
        return new Cause(
                Optional.of(seen.kind()), status(seen, decided), seen.words(), decided.map(reply -> seen.host()));
    }

    private static EnhancedStatus status(Observation seen, Optional<Reply> decided) {
        return decided.flatMap(Reply::enhancedStatus)
                .map(EnhancedStatus::asTransient)
                .orElseGet(() -> EnhancedStatus.of(
                        switch (seen.kind()) {
                            case TLS_ABSENT, TLS_TEMP -> "4.7.5";
                            case NET -> "4.4.1";
                            case LOCAL -> "4.3.0";
                            case DELIVERED, SMTP_TEMP, SMTP_PERM -> "4.0.0";
                        }));
    }
}
