package io.sealpost.relay.ingress;

import io.sealpost.relay.content.ContentReading;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.spool.QueueIds;
import io.sealpost.tracing.Tracing;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all sessions have in common.
 *
 * @param hostname what this relay calls itself
 * @param limits of each client
 * @param policy of the listener
 * @param proofs judges who logs in
 * @param content looks at the content of messages
 * @param rules those in force; empty: not known
 * @param overload what is answered instead while there is no room for mail
 * @param rates what was taken from each submitter
 * @param repeats what was taken in the last day and may come again
 * @param ids names messages
 * @param clock the time
 * @param tracing begins the traces of messages
 */
record Terms(
        String hostname,
        Limits limits,
        ListenerPolicy policy,
        Proofs proofs,
        ContentReading content,
        Supplier<Optional<RulesetView>> rules,
        Supplier<Optional<Reply>> overload,
        RateLimits rates,
        Repeats repeats,
        QueueIds ids,
        Clock clock,
        Tracing tracing) {
    /** The same for the clients of another listener. */
    Terms with(ListenerPolicy other) {
        return new Terms(
                hostname, limits, other, proofs, content, rules, overload, rates, repeats, ids, clock, tracing);
    }

    /** Whether that message may enter, by the rules of the moment. */
    Verdict judge(Connection connection, Submitted message) {
        return rules.get()
                .map(present -> Admission.of(connection).judge(present, message))
                .orElseGet(() -> new Verdict.Refused(Replies.RULES_NOT_KNOWN));
    }

    /** The refusal of a message with that header, if there is one already. */
    Optional<Reply> refuse(Connection connection, Envelope envelope, HeaderBlock header) {
        Optional<RulesetView> present = rules.get();
        return present.isEmpty()
                ? Optional.of(Replies.RULES_NOT_KNOWN)
                : Admission.of(connection).refuse(present.get(), envelope.path(), header);
    }

    HeaderCompletion completion() {
        return new HeaderCompletion(hostname, clock);
    }

    TraceHeader trace() {
        return new TraceHeader(hostname, clock);
    }
}
