package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.Quota;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.SpooledRecipient;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what the bounce-service submits: reports, with the null path and one recipient each. They are exempt from the
 * message rules; a full report on confidential mail must itself travel encrypted.
 */
final class ReporterAdmission implements Admission {
    private static final String MARK = "sealpost-report";

    private static final Reply WRONG_MARK =
            Replies.of(550, "5.6.0", "write Sealpost-Report: full or Sealpost-Report: redacted, or leave it out");

    @Override
    public Optional<Reply> refuse(RulesetView rules, ReversePath path) {
        return path.isNull()
                ? Optional.empty()
                : Optional.of(Replies.of(550, "5.7.1", "reports have the null reverse path: MAIL FROM:<>"));
    }

    @Override
    public Optional<Reply> refuse(RulesetView rules, Address recipient) {
        return Optional.empty();
    }

    @Override
    public Optional<Reply> refuse(RulesetView rules, ReversePath path, HeaderBlock header) {
        return refuse(rules, path).or(() -> form(header).isEmpty() ? Optional.of(WRONG_MARK) : Optional.empty());
    }

    @Override
    public List<Quota> quotas(RulesetView rules, ReversePath path) {
        return List.of();
    }

    @Override
    public Verdict judge(RulesetView rules, Submitted message) {
        return form(message.header())
                .map(form -> admit(rules, message, form))
                .orElseGet(() -> new Verdict.Refused(WRONG_MARK));
    }

    @Override
    public HeaderBlock relayed(HeaderBlock header) {
        return header.without(Set.of(MARK));
    }

    @Override
    public int maxRecipients(int limit) {
        return 1;
    }

    /** A report goes to whatever was taken as a reverse path. */
    @Override
    public boolean mayRoute(boolean allowed) {
        return true;
    }

    private static Verdict admit(RulesetView rules, Submitted message, ReportForm form) {
        Envelope.Recipient recipient = message.envelope().recipients().get(0);
        Decision decision = form == ReportForm.FULL ? new Decision(TlsRequirement.ENCRYPT, List.of()) : Decision.NONE;
        List<SpooledRecipient> recipients =
                List.of(SpooledRecipient.accepted(recipient.address(), recipient.dsn(), decision));
        Domain domain = recipient.address().domain();
        DomainKnowledge knowledge = rules.domain(domain);
        if (knowledge instanceof DomainKnowledge.NotKnown notKnown) {
            return new Verdict.Refused(Reply.of(451, notKnown.status(), notKnown.reason()));
        }
        List<Domain> hosted = knowledge instanceof DomainKnowledge.Hosted ? List.of(domain) : List.of();
        return new Verdict.Admitted(hosted, MessageFacts.NONE, Optional.of(form), recipients, List.of());
    }

    /** Which report it is; empty if its mark says nothing that is known. */
    private static Optional<ReportForm> form(HeaderBlock header) {
        List<HeaderField> marks = header.named(MARK);
        if (marks.isEmpty()) {
            return Optional.of(ReportForm.PLAIN);
        }
        try {
            return marks.size() == 1 ? Optional.of(ReportForm.of(marks.get(0).value())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
