package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import java.util.Map;

/**
 * The first command on a connection that served before is said. Unless the answer is positive the connection is of no
 * more use and says nothing about the server, which may have closed it meanwhile or allows only so many messages on one:
 * then the dialogue is over with no finding for anybody. Nothing of the content was said yet.
 *
 * @param first what waits for that answer: Mail, or Reset before it
 */
record Resuming(Transfer first) implements State {
    /** Begins an errand on a connection that was left so. */
    static Next begin(Errand errand, Rest rest) {
        Next begun = Transfer.begin(errand, rest.offered());
        if (!(begun.state() instanceof Transfer.Mail mail)) {
            return begun;
        }
        return rest.clean()
                ? new Next(new Resuming(mail), begun.actions())
                : Next.say(new Resuming(new Transfer.Reset(mail.progress())), "RSET");
    }

    @Override
    public Phase phase() {
        return Phase.RESUMING;
    }

    @Override
    public AttemptClass whenBroken() {
        return first.whenBroken();
    }

    @Override
    public Next onReply(Errand errand, Reply reply) {
        if (!reply.isPositive()) {
            return Next.quit(Map.of());
        }
        Next next = first.onReply(errand, reply);
        return next.state() instanceof Transfer.Mail mail ? new Next(new Resuming(mail), next.actions()) : next;
    }

    /** A failure of our own is one all the same. */
    @Override
    public Map<Address, Finding> settle(Errand errand, Finding finding) {
        return finding.kind() == AttemptClass.LOCAL ? first.settle(errand, finding) : Map.of();
    }
}
