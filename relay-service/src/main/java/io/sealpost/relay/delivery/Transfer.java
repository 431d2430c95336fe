package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states in which the message is handed over, on a connection that is as it must be; first its envelope. Where there
 * are more recipients than one transaction takes, the next transaction follows on the same connection.
 */
sealed interface Transfer extends State permits Transfer.Mail, Transfer.Recipients, Transfer.Reset, Contents {
    Progress progress();

    @Override
    default Phase phase() {
        return Phase.COMMAND;
    }

    @Override
    default AttemptClass whenBroken() {
        return AttemptClass.SMTP_TEMP;
    }

    @Override
    default Map<Address, Finding> settle(Errand errand, Finding finding) {
        return errand.rest(progress().settled(), finding);
    }

    /**
     * What is known where a server says no, or nothing, to a further transaction: only who was asked in an earlier one
     * has a word. It may be that it takes one a connection; the others are asked on another, where no is no.
     */
    private static Map<Address, Finding> settleBetween(Errand errand, Progress progress, Finding finding) {
        return progress.isFirst() || finding.kind() == AttemptClass.LOCAL
                ? errand.rest(progress.settled(), finding)
                : progress.settled();
    }

    static Next begin(Errand errand, Extensions offered) {
        Optional<Finding> obstacle = new EnvelopeWriter(errand, offered).obstacle();
        return obstacle.isPresent()
                ? Next.quit(errand.all(obstacle.get()))
                : begin(errand, Progress.begin(errand, offered));
    }

    /**
     * Says MAIL, with all RCPT at once where PIPELINING is offered. DATA waits for their replies, so that no message is
     * ever sent for nobody (RFC 2920 §3.1).
     */
    static Next begin(Errand errand, Progress progress) {
        if (progress.isForNobody()) {
            return Next.quit(progress.settled());
        }
        EnvelopeWriter envelope = new EnvelopeWriter(errand, progress.offered());
        List<String> lines = new ArrayList<>(List.of(envelope.mail(progress.asked())));
        if (progress.offered().pipelines()) {
            progress.asked().forEach(each -> lines.add(envelope.rcpt(each)));
        }
        return new Next(new Mail(progress), List.of(new Action.Say(lines)));
    }

    /** Nobody of this transaction is left; whoever was not asked yet follows in one of their own. */
    default Next abandon(Errand errand, Progress done) {
        Progress next = done.next(errand);
        return next.isForNobody()
                ? Next.rest(done.settled(), new Rest(done.offered(), false))
                : Next.say(new Reset(next), "RSET");
    }

    /**
     * MAIL is said, and all RCPT too where that is offered. A refusal of the first one on a connection is one of the
     * sender, for all recipients.
     */
    record Mail(Progress progress) implements Transfer {
        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (!reply.isPositive()) {
                return quit(errand, Finding.refused(reply));
            }
            return reply.code() >= 300 ? unexpected(errand, reply) : new Recipients(progress, 0).next(errand);
        }

        @Override
        public Map<Address, Finding> settle(Errand errand, Finding finding) {
            return settleBetween(errand, progress, finding);
        }
    }

    /**
     * RCPT is said for one recipient after the other, or for all where PIPELINING is offered.
     *
     * @param answered how many have their reply
     */
    record Recipients(Progress progress, int answered) implements Transfer {
        /** "Too many recipients" in the words of RFC 821; to be taken as 452 (RFC 5321 §4.5.3.1.10). */
        private static final int TOO_MANY = 552;

        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() >= 300 && reply.code() < 400) {
                return unexpected(errand, reply);
            }
            return new Recipients(reply.isPositive() ? progress : without(reply), answered + 1).next(errand);
        }

        private Next next(Errand errand) {
            if (answered < progress.asked().size()) {
                return progress.offered().pipelines()
                        ? new Next(this, List.of())
                        : Next.say(
                                this,
                                new EnvelopeWriter(errand, progress.offered())
                                        .rcpt(progress.asked().get(answered)));
            }
            return progress.isForSomebody() ? Contents.begin(progress) : abandon(errand, progress);
        }

        private Progress without(Reply reply) {
            return progress.settle(
                    progress.asked().get(answered),
                    reply.code() == TOO_MANY
                            ? Finding.answered(AttemptClass.SMTP_TEMP, reply)
                            : Finding.refused(reply));
        }
    }

    /**
     * RSET is said, since a transaction did not come to its end.
     *
     * @param progress the transaction that is to follow
     */
    record Reset(Progress progress) implements Transfer {
        @Override
        public Next onReply(Errand errand, Reply reply) {
            return reply.code() == 250
                    ? Transfer.begin(errand, progress)
                    : quit(errand, Finding.answered(AttemptClass.SMTP_TEMP, reply));
        }

        @Override
        public Map<Address, Finding> settle(Errand errand, Finding finding) {
            return settleBetween(errand, progress, finding);
        }
    }
}
