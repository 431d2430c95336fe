package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states in which the message is handed over, on a connection that is as it must be. */
sealed interface Transfer extends State {
    EnhancedStatus CONVERSION_REQUIRED = EnhancedStatus.of("5.6.3");

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
        if (errand.eightBit() && !extensions.offers("8BITMIME")) {
            return from.quit(
                    errand,
                    Finding.impossible(
                            CONVERSION_REQUIRED,
                            "the message has 8-bit content and the server does not take it (no 8BITMIME)"));
        }
        List<String> lines = new ArrayList<>(List.of(mail(errand, extensions)));
        boolean pipelined = extensions.offers("PIPELINING");
        if (pipelined) {
            errand.recipients().forEach(each -> lines.add(rcpt(each)));
        }
        return new Next(new Mail(pipelined), List.of(new Action.Say(lines)));
    }

    private static String mail(Errand errand, Extensions extensions) {
        return "MAIL FROM:<" + errand.reversePath() + ">"
                + (extensions.offers("SIZE") ? " SIZE=" + errand.size() : "")
                + (errand.eightBit() ? " BODY=8BITMIME" : "");
    }

    private static String rcpt(Address recipient) {
        return "RCPT TO:<" + recipient + ">";
    }

    /** The class of a negative reply to MAIL, DATA or the final dot. */
    private static Finding refusal(Reply reply) {
        return Finding.answered(reply.isPermanent() ? AttemptClass.SMTP_PERM : AttemptClass.SMTP_TEMP, reply);
    }

    /**
     * MAIL is said.
     *
     * @param pipelined whether all RCPT are said too
     */
    record Mail(boolean pipelined) implements Transfer {
        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (!reply.isPositive()) {
                return quit(errand, refusal(reply));
            }
            if (reply.code() >= 300) {
                return unexpected(errand, reply);
            }
            Recipients asked = new Recipients(pipelined, Map.of(), Set.of());
            return pipelined
                    ? new Next(asked, List.of())
                    : Next.say(asked, rcpt(errand.recipients().get(0)));
        }
    }

    /**
     * RCPT is said for one recipient after the other, or for all.
     *
     * @param pipelined whether for all
     * @param refused those that were answered with a refusal
     * @param accepted those that were accepted
     */
    record Recipients(boolean pipelined, Map<Address, Finding> refused, Set<Address> accepted) implements Transfer {
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
            Recipients now = with(errand.recipients().get(answered()), reply);
            if (now.answered() < errand.recipients().size()) {
                return pipelined
                        ? new Next(now, List.of())
                        : Next.say(now, rcpt(errand.recipients().get(now.answered())));
            }
            if (now.accepted.isEmpty()) {
                return new Next(new Over(now.refused), List.of(new Action.Say(List.of("QUIT"))));
            }
            return Next.say(new Data(now.refused), "DATA");
        }

        private Recipients with(Address recipient, Reply reply) {
            if (reply.isPositive()) {
                Set<Address> more = new HashSet<>(accepted);
                more.add(recipient);
                return new Recipients(pipelined, refused, more);
            }
            Map<Address, Finding> more = new LinkedHashMap<>(refused);
            more.put(
                    recipient,
                    reply.code() == TOO_MANY ? Finding.answered(AttemptClass.SMTP_TEMP, reply) : refusal(reply));
            return new Recipients(pipelined, more, accepted);
        }

        private int answered() {
            return refused.size() + accepted.size();
        }

        @Override
        public Map<Address, Finding> settle(Errand errand, Finding finding) {
            return errand.rest(refused, finding);
        }
    }

    /** DATA is said. */
    record Data(Map<Address, Finding> refused) implements Transfer {
        @Override
        public Phase phase() {
            return Phase.DATA;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() == 354) {
                return new Next(new Body(refused), List.of(new Action.SendBody()));
            }
            return reply.isPositive() ? unexpected(errand, reply) : quit(errand, refusal(reply));
        }

        @Override
        public Map<Address, Finding> settle(Errand errand, Finding finding) {
            return errand.rest(refused, finding);
        }
    }

    /** The body is on its way. A refusal may come before its end; then nothing more is sent. */
    record Body(Map<Address, Finding> refused) implements Transfer {
        @Override
        public Phase phase() {
            return Phase.BODY;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            return reply.isPositive() ? unexpected(errand, reply) : hangUp(errand, refusal(reply));
        }

        @Override
        public Map<Address, Finding> settle(Errand errand, Finding finding) {
            return errand.rest(refused, finding);
        }
    }

    /** The final dot is said: the server now takes responsibility, or does not. */
    record FinalDot(Map<Address, Finding> refused) implements Transfer {
        @Override
        public Phase phase() {
            return Phase.FINAL_DOT;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() >= 300 && reply.code() < 400) {
                return unexpected(errand, reply);
            }
            return quit(errand, reply.isPositive() ? Finding.delivered(reply) : refusal(reply));
        }

        @Override
        public Map<Address, Finding> settle(Errand errand, Finding finding) {
            return errand.rest(refused, finding);
        }
    }
}
