package io.sealpost.relay.queue;

import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import java.util.List;

/** What an attempt says of how much its destination bears, whatever it said of the message. */
enum Signal {
    /** A server served it to the end: took it, or refused it for good. */
    SERVED,
    /** A server answered; what kept the mail says nothing of its load: greylisting, a full mailbox, its TLS. */
    ANSWERED,
    /** A server closed the service (421, RFC 5321 §3.8), be it at the greeting, or a session broke off or timed out. */
    OVERLOADED,
    /** No address could be reached, or none said anything in SMTP. */
    UNREACHABLE,
    /** Nothing: there was no attempt, or the trouble was our own. */
    SILENT;

    private static final int SERVICE_CLOSES = 421;

    /** @param rounds of all recipients of a message at the destination */
    static Signal of(List<RecipientRound> rounds) {
        List<Observation> seen =
                rounds.stream().flatMap(round -> round.observations().stream()).toList();
        if (seen.stream().anyMatch(Signal::isServed)) {
            return SERVED;
        }
        if (seen.stream().anyMatch(Signal::isOverload)) {
            return OVERLOADED;
        }
        if (!seen.isEmpty() && seen.stream().allMatch(Signal::isSilence)) {
            return UNREACHABLE;
        }
        boolean answered = seen.stream().anyMatch(each -> each.kind() != AttemptClass.LOCAL)
                || rounds.stream().anyMatch(round -> round.outcome() instanceof RecipientOutcome.Failed);
        return answered ? ANSWERED : SILENT;
    }

    private static boolean isServed(Observation seen) {
        return seen.kind() == AttemptClass.DELIVERED || seen.kind() == AttemptClass.SMTP_PERM;
    }

    private static boolean isOverload(Observation seen) {
        return seen.reply().map(reply -> reply.code() == SERVICE_CLOSES).orElse(seen.kind() == AttemptClass.SMTP_TEMP);
    }

    private static boolean isSilence(Observation seen) {
        return seen.kind() == AttemptClass.NET && seen.reply().isEmpty();
    }
}
