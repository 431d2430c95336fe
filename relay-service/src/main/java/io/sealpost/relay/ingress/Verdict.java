package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.ruleset.Quota;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.SpooledRecipient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /** It depends on the message's content, in which these must be looked for first. */
    record Open(Set<MessageCriterion.Content> questions) implements Verdict {
        public Open {
            questions = Set.copyOf(questions);
        }
    }

    /** It may not, with what to answer. */
    record Refused(Reply reply) implements Verdict {}

    default <T> T match(
            Function<Admitted, T> admitted,
            Function<Set<MessageCriterion.Content>, T> open,
            Function<Reply, T> refused) {
        if (this instanceof Admitted value) {
            return admitted.apply(value);
        }
        return this instanceof Open value ? open.apply(value.questions()) : refused.apply(((Refused) this).reply());
    }
}
