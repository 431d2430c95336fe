package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.policy.Judgement;
import java.util.List;
import java.util.Set;

/** The states up to the point where the connection is as it must be and the message may be spoken of. */
sealed interface Opening extends State {
    /** Replies to EHLO that mean "unknown here": then HELO is tried (RFC 5321 §3.2). */
    Set<Integer> EHLO_UNKNOWN = Set.of(500, 502, 504);

    @Override
    default Phase phase() {
        return Phase.COMMAND;
    }

    @Override
    default AttemptClass whenBroken() {
        return AttemptClass.NET;
    }

    /** The connection is open; the server speaks first. */
    record Greeting() implements Opening {
        @Override
        public Phase phase() {
            return Phase.GREETING;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() == 220) {
                return Next.say(new Ehlo(), "EHLO " + errand.heloName());
            }
            return reply.isPositive()
                    ? unexpected(errand, reply)
                    : quit(errand, Finding.answered(AttemptClass.NET, reply));
        }
    }

    /** EHLO is said in clear. */
    record Ehlo() implements Opening {
        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() == 250) {
                return greeted(errand, reply, Extensions.of(reply));
            }
            if (EHLO_UNKNOWN.contains(reply.code())) {
                return Next.say(new Helo(), "HELO " + errand.heloName());
            }
            return reply.isPositive()
                    ? unexpected(errand, reply)
                    : quit(errand, Finding.answered(AttemptClass.NET, reply));
        }

        private Next greeted(Errand errand, Reply reply, Extensions extensions) {
            if (!errand.wantsTls()) {
                return Transfer.begin(errand, extensions);
            }
            if (extensions.offers("STARTTLS")) {
                return Next.say(new StartTls(extensions), "STARTTLS");
            }
            return errand.needsTls()
                    ? quit(errand, Finding.judged(AttemptClass.TLS_ABSENT, reply, "EHLO without STARTTLS"))
                    : Transfer.begin(errand, extensions);
        }
    }

    /** HELO is said, for the server does not know EHLO: it cannot do TLS. */
    record Helo() implements Opening {
        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() == 250) {
                return errand.needsTls()
                        ? quit(
                                errand,
                                Finding.judged(
                                        AttemptClass.TLS_ABSENT,
                                        reply,
                                        "the server knows only HELO, hence no STARTTLS"))
                        : Transfer.begin(errand, Extensions.NONE);
            }
            return reply.isPositive()
                    ? unexpected(errand, reply)
                    : quit(errand, Finding.answered(AttemptClass.NET, reply));
        }
    }

    /**
     * STARTTLS is said (RFC 3207 §4).
     *
     * @param extensions what was offered in clear; counts only if the dialogue goes on in clear
     */
    record StartTls(Extensions extensions) implements Opening {
        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() == 220) {
                return new Next(new Handshake(), List.of(new Action.StartTls()));
            }
            if (reply.isPermanent()) {
                return errand.needsTls()
                        ? quit(errand, Finding.answered(AttemptClass.TLS_ABSENT, reply))
                        : Transfer.begin(errand, extensions);
            }
            return quit(errand, Finding.answered(AttemptClass.TLS_TEMP, reply));
        }
    }

    /** The handshake is under way; the server has nothing to say in clear any more. */
    record Handshake() implements Opening {
        @Override
        public Phase phase() {
            return Phase.HANDSHAKE;
        }

        @Override
        public AttemptClass whenBroken() {
            return AttemptClass.TLS_TEMP;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            return hangUp(
                    errand, Finding.judged(AttemptClass.TLS_TEMP, reply, "a reply in place of the TLS handshake"));
        }

        Next established() {
            return new Next(new Judging(), List.of(new Action.Judge()));
        }
    }

    /** There is TLS; whether it is as demanded is being found out, and the server has nothing to say meanwhile. */
    record Judging() implements Opening {
        @Override
        public Phase phase() {
            return Phase.JUDGEMENT;
        }

        @Override
        public AttemptClass whenBroken() {
            return AttemptClass.TLS_TEMP;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            return hangUp(errand, Finding.judged(AttemptClass.TLS_TEMP, reply, "a reply over TLS before EHLO"));
        }

        Next judged(Errand errand, Judgement judgement) {
            if (judgement.isGood()) {
                return Next.say(new SecureEhlo(), "EHLO " + errand.heloName());
            }
            AttemptClass kind = judgement.failsForUs() ? AttemptClass.LOCAL : AttemptClass.TLS_TEMP;
            return quit(errand, Finding.broken(kind, judgement.words()));
        }
    }

    /**
     * EHLO is said again, over TLS; nothing learnt before counts (RFC 3207 §4.2).
     *
     * <p>What goes wrong here still counts as TLS: with TLS 1.3 a server's refusal of the handshake comes only now.
     */
    record SecureEhlo() implements Opening {
        @Override
        public AttemptClass whenBroken() {
            return AttemptClass.TLS_TEMP;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() == 250) {
                return Transfer.begin(errand, Extensions.of(reply));
            }
            return quit(errand, Finding.answered(AttemptClass.TLS_TEMP, reply));
        }
    }
}
