package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.ruleset.RulesetView;
import java.net.InetAddress;
import java.util.Optional;

/** Judges what a client submits, by the rulesets of the moment. */
interface Admission {
    /** The reply to MAIL with this reverse path, if it is refused. */
    Optional<Reply> refuse(RulesetView rules, ReversePath path);

    /** Whether the message may enter. */
    Verdict judge(RulesetView rules, Submitted message);

    /** The header without what is for this relay alone. */
    HeaderBlock relayed(HeaderBlock header);

    /** The most recipients a message may have. */
    int maxRecipients(int limit);

    /** That of the client's kind. */
    static Admission of(Connection connection) {
        InetAddress client = connection.client();
        return connection.reporter() ? new ReporterAdmission() : new SubmitterAdmission(client);
    }
}
