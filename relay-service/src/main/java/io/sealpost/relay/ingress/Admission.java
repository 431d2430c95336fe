package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.ruleset.Quota;
import io.sealpost.relay.ruleset.RulesetView;
import java.util.List;
import java.util.Optional;

/** Judges what a client submits, by the rulesets of the moment. */
interface Admission {
    /** The reply to MAIL with this reverse path, if it is refused. */
    Optional<Reply> refuse(RulesetView rules, ReversePath path);

    /** The reply to RCPT with this recipient, if it is refused. */
    Optional<Reply> refuse(RulesetView rules, Address recipient);

    /** The reply to a message with this reverse path and header, if it is refused whomever it is for. */
    Optional<Reply> refuse(RulesetView rules, ReversePath path, HeaderBlock header);

    /** What a message with this reverse path is counted against. */
    List<Quota> quotas(RulesetView rules, ReversePath path);

    /** Whether the message may enter. */
    Verdict judge(RulesetView rules, Submitted message);

    /** The header without what is for this relay alone. */
    HeaderBlock relayed(HeaderBlock header);

    /** The most recipients a message may have. */
    int maxRecipients(int limit);

    /** Whether a recipient's local part may look like a route to elsewhere. */
    boolean mayRoute(boolean allowed);

    /** That of the client's kind. */
    static Admission of(Connection connection) {
        return connection.identity() instanceof Identity.Reporter
                ? new ReporterAdmission()
                : new SubmitterAdmission(connection.client(), connection.identity());
    }
}
