package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.ruleset.Quota;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.SpooledRecipient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Whether a message may enter, and under which rules. */
sealed interface Verdict {
    /**
     * It may.
     *
     * @param domains whose rules govern it; for a report the one it goes to
     * @param facts what the rules have looked at
     * @param report which report it is, if it is one
     * @param recipients each with what the rules demand for it
     * @param quotas against which it counts
     */
    record Admitted(
            List<Domain> domains,
            MessageFacts facts,
            Optional<ReportForm> report,
            List<SpooledRecipient> recipients,
            List<Quota> quotas)
            implements Verdict {
        public Admitted {
            Objects.requireNonNull(facts);
            Objects.requireNonNull(report);
            domains = List.copyOf(domains);
            recipients = List.copyOf(recipients);
            quotas = List.copyOf(quotas);
        }
    }

    /** It may not, with what to answer. */
    record Refused(Reply reply) implements Verdict {}

    default <T> T match(Function<Admitted, T> admitted, Function<Reply, T> refused) {
        return this instanceof Admitted value ? admitted.apply(value) : refused.apply(((Refused) this).reply());
    }
}
