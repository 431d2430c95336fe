package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states in which the message is handed over, on a connection that is as it must be; first its envelope. */
sealed interface Transfer extends State permits Transfer.Mail, Transfer.Recipients, Contents {
    @Override
    default Phase phase() {
        return Phase.COMMAND;
    }

    @Override
    default AttemptClass whenBroken() {
        return AttemptClass.SMTP_TEMP;
    }

    /**
     * Says MAIL, with all RCPT at once where PIPELINING is offered. DATA waits for their replies, so that no message is
     * ever sent for nobody (RFC 2920 §3.1).
     */
    static Next begin(Errand errand, Extensions extensions, State from) {
        EnvelopeWriter envelope = new EnvelopeWriter(errand, extensions);
        return envelope.obstacle().map(obstacle -> from.quit(errand, obstacle)).orElseGet(() -> {
            List<String> lines = new ArrayList<>(List.of(envelope.mail()));
            if (extensions.pipelines()) {
                errand.recipients().forEach(each -> lines.add(envelope.rcpt(each)));
            }
            return new Next(new Mail(extensions), List.of(new Action.Say(lines)));
        });
    }

    /** The class of a negative reply to MAIL, DATA or the final dot. */
    static Finding refusal(Reply reply) {
        return Finding.answered(reply.isPermanent() ? AttemptClass.SMTP_PERM : AttemptClass.SMTP_TEMP, reply);
    }

    /** MAIL is said, and all RCPT too where that is offered. */
    record Mail(Extensions offered) implements Transfer {
        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (!reply.isPositive()) {
                return quit(errand, refusal(reply));
            }
            if (reply.code() >= 300) {
                return unexpected(errand, reply);
            }
            return new Recipients(offered, Map.of(), Set.of()).next(errand);
        }
    }

    /**
     * RCPT is said for one recipient after the other, or for all.
     *
     * @param offered whether for all, among other things
     * @param refused those that were answered with a refusal
     * @param accepted those that were accepted
     */
    record Recipients(Extensions offered, Map<Address, Finding> refused, Set<Address> accepted) implements Transfer {
        /** "Too many recipients" in the words of RFC 821; to be taken as 452 (RFC 5321 §4.5.3.1.10). */
        private static final int TOO_MANY = 552;

        public Recipients {
            refused = Map.copyOf(refused);
            accepted = Set.copyOf(accepted);
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() >= 300 && reply.code() < 400) {
                return unexpected(errand, reply);
            }
            return with(errand.recipients().get(answered()), reply).next(errand);
        }

        private Next next(Errand errand) {
            if (answered() < errand.recipients().size()) {
                return offered.pipelines()
                        ? new Next(this, List.of())
                        : Next.say(
                                this,
                                new EnvelopeWriter(errand, offered)
                                        .rcpt(errand.recipients().get(answered())));
            }
            if (accepted.isEmpty()) {
                return new Next(new Over(refused), List.of(new Action.Say(List.of("QUIT"))));
            }
            return Contents.begin(new Contents.Progress(offered, refused));
        }

        private Recipients with(Address recipient, Reply reply) {
            if (reply.isPositive()) {
                Set<Address> more = new HashSet<>(accepted);
                more.add(recipient);
                return new Recipients(offered, refused, more);
            }
            Map<Address, Finding> more = new LinkedHashMap<>(refused);
            more.put(
                    recipient,
                    reply.code() == TOO_MANY ? Finding.answered(AttemptClass.SMTP_TEMP, reply) : refusal(reply));
            return new Recipients(offered, more, accepted);
        }

        private int answered() {
            return refused.size() + accepted.size();
        }

        @Override
        public Map<Address, Finding> settle(Errand errand, Finding finding) {
            return errand.rest(refused, finding);
        }
    }
}
