package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import java.util.Optional;

/**
 * What one connection came to for one recipient.
 *
 * @param kind its class
 * @param status the status that it gives the recipient if it decides: 2, 4 or 5.y.z as the class says
 * @param reply the remote's reply that decided, if one did
 * @param detail our words; empty where the reply says it all
 * @param relayedDsn whether the server has taken over the message and what is asked of reports
 */
record Finding(AttemptClass kind, EnhancedStatus status, Optional<Reply> reply, String detail, boolean relayedDsn) {
    static final EnhancedStatus CONNECT = EnhancedStatus.of("4.4.1");
    static final EnhancedStatus LOST = EnhancedStatus.of("4.4.2");
    static final EnhancedStatus DNS = EnhancedStatus.of("4.4.3");
    private static final EnhancedStatus TLS = EnhancedStatus.of("4.7.5");
    private static final EnhancedStatus OURS = EnhancedStatus.of("4.3.0");

    /** The final reply was positive. */
    static Finding delivered(Reply reply, boolean relayedDsn) {
        AttemptClass kind = AttemptClass.DELIVERED;
        return new Finding(kind, statusOf(kind, reply), Optional.of(reply), "", relayedDsn);
    }

    /** Something came in between that is not a reply: in our words. */
    static Finding broken(AttemptClass kind, String detail) {
        return new Finding(kind, defaultStatus(kind, LOST), Optional.empty(), detail, false);
    }

    /** No connection came about. */
    static Finding unreachable(String detail) {
        return new Finding(AttemptClass.NET, CONNECT, Optional.empty(), detail, false);
    }

    /** The remote's reply decides and says it all. */
    static Finding answered(AttemptClass kind, Reply reply) {
        return new Finding(kind, statusOf(kind, reply), Optional.of(reply), "", false);
    }

    /** A negative reply to a transaction, or to a recipient of it. */
    static Finding refused(Reply reply) {
        return answered(reply.isPermanent() ? AttemptClass.SMTP_PERM : AttemptClass.SMTP_TEMP, reply);
    }

    /** The remote's reply decides, but our words are needed to understand why. */
    static Finding judged(AttemptClass kind, Reply reply, String detail) {
        return new Finding(kind, defaultStatus(kind, LOST), Optional.of(reply), detail, false);
    }

    /** We refuse to say this to that server, for good. */
    static Finding impossible(EnhancedStatus status, String detail) {
        return new Finding(AttemptClass.SMTP_PERM, status, Optional.empty(), detail, false);
    }

    /**
     * The remote's own code in the class that we give it, so that a 554 greeting, which defers, is 4.y.z; TLS has one
     * code whatever the words were.
     */
    private static EnhancedStatus statusOf(AttemptClass kind, Reply reply) {
        if (kind.isTls() || kind == AttemptClass.LOCAL) {
            return defaultStatus(kind, LOST);
        }
        int digit = kind == AttemptClass.DELIVERED ? 2 : kind == AttemptClass.SMTP_PERM ? 5 : 4;
        return reply.enhancedStatus()
                .map(own -> new EnhancedStatus(digit, own.subject(), own.detail()))
                .orElse(kind == AttemptClass.NET ? CONNECT : new EnhancedStatus(digit, 0, 0));
    }

    private static EnhancedStatus defaultStatus(AttemptClass kind, EnhancedStatus otherwise) {
        return kind.isTls() ? TLS : kind == AttemptClass.LOCAL ? OURS : otherwise;
    }
}
