package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.QueueId;
import java.util.List;

/** Makes the replies of this room: code, enhanced status (RFC 3463), and what is wrong and what would be right. */
final class Replies {
    static final Reply RULES_NOT_KNOWN =
            of(451, "4.3.2", "the rules are not known here at the moment; try again later");
    static final Reply NOT_STORED = of(451, "4.3.0", "the message could not be stored; try again later");
    static final Reply UNDER_WAY =
            of(451, "4.3.0", "the same message is being stored at this moment; try again to hear its queue id");
    static final Reply OTHER_MESSAGE =
            of(550, "5.5.4", "under this Idempotency-Key another message was taken within 24 hours; use a new one");
    static final Reply TLS_REQUIRED = of(530, "5.7.0", "mail is taken over TLS only here; say STARTTLS first");
    static final Reply AUTH_REQUIRED =
            of(530, "5.7.0", "log in first: mail is taken here of clients that have said AUTH, over TLS");
    static final Reply SHUTTING_DOWN = of(421, "4.3.2", "this relay is shutting down; connect again");
    static final Reply TIMED_OUT = of(421, "4.4.2", "nothing was heard for too long; connect again");
    static final Reply TOO_MANY_ERRORS =
            of(421, "4.7.0", "too many commands were wrong, the replies before say why; connect again");
    static final Reply TOO_MANY_CONNECTIONS = of(421, "4.7.0", "too many connections; try again later");

    private static final String QUEUED = "queued as ";

    private Replies() {}

    static Reply of(int code, String status, String text) {
        return Reply.of(code, EnhancedStatus.of(status), text);
    }

    /** A message that rules reject, with what they say: a line each, all with the status (RFC 2034 §4). */
    static Reply rejected(List<String> texts) {
        return new Reply(
                554,
                texts.stream()
                        .map(text -> EnhancedStatus.NOT_AUTHORIZED + " " + text)
                        .toList());
    }

    /** The message is taken under that name. */
    static Reply queued(QueueId id) {
        return ok("2.0.0", QUEUED + id);
    }

    /** The name in a reply that {@link #queued} made. */
    static String queueId(Reply queued) {
        return queued.lines().get(0).replaceFirst(".*" + QUEUED, "");
    }

    static Reply ok(String status, String text) {
        return of(250, status, text);
    }

    /** 503: the command is right but not now. */
    static Reply outOfSequence(String text) {
        return of(503, "5.5.1", text);
    }
}
