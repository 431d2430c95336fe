package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Reply;
import java.util.List;

/** The states after the envelope: by DATA, or where the server offers it by chunks (RFC 3030). */
sealed interface Contents extends Transfer {
    /** The server closes the connection (RFC 5321 §3.8). */
    int CLOSING = 421;

    static Next begin(Progress progress) {
        if (!progress.offered().offers("CHUNKING")) {
            return Next.say(new Data(progress), "DATA");
        }
        BodyForm form = progress.offered().pipelines() ? BodyForm.CHUNKS : BodyForm.AWAITED_CHUNKS;
        return new Next(new Chunks(progress, 0, false), List.of(new Action.SendBody(form)));
    }

    /** The server's final word on the message; whoever was not asked yet follows in a transaction of their own. */
    default Next conclude(Errand errand, Reply reply) {
        if (reply.code() >= 300 && reply.code() < 400) {
            return unexpected(errand, reply);
        }
        Rest rest = new Rest(progress().offered(), true);
        if (reply.isTransient()) {
            return reply.code() == CLOSING
                    ? Next.quit(progress().refused(errand, reply))
                    : Next.rest(progress().refused(errand, reply), rest);
        }
        boolean takesOverDsn = progress().offered().takesOverDsn();
        Progress done = progress()
                .settleAsked(reply.isPositive() ? Finding.delivered(reply, takesOverDsn) : Finding.refused(reply));
        Progress next = done.next(errand);
        return next.isForNobody() ? Next.rest(done.settled(), rest) : Transfer.begin(errand, next);
    }

    /** The states in which the body is being written. */
    sealed interface Bodily extends Contents {
        Next partWritten();

        Next endWritten();
    }

    /** DATA is said. */
    record Data(Progress progress) implements Contents {
        @Override
        public Phase phase() {
            return Phase.DATA;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (reply.code() == 354) {
                return new Next(new Body(progress), List.of(new Action.SendBody(BodyForm.DOTTED)));
            }
            if (reply.isPositive()) {
                return unexpected(errand, reply);
            }
            return reply.isPermanent()
                    ? abandon(errand, progress.settleAsked(Finding.refused(reply)))
                    : Next.quit(progress.refused(errand, reply));
        }
    }

    /** The body is on its way. A refusal may come before its end; then nothing more is sent. */
    record Body(Progress progress) implements Bodily {
        @Override
        public Phase phase() {
            return Phase.BODY;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            return reply.isPositive() ? unexpected(errand, reply) : Next.hangUp(progress.refused(errand, reply));
        }

        @Override
        public Next partWritten() {
            return new Next(this, List.of());
        }

        @Override
        public Next endWritten() {
            return new Next(new FinalDot(progress), List.of());
        }
    }

    /** The final dot is said: the server now takes responsibility, or does not. */
    record FinalDot(Progress progress) implements Contents {
        @Override
        public Phase phase() {
            return Phase.FINAL_DOT;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            return conclude(errand, reply);
        }
    }

    /**
     * The body is on its way in chunks, each of which is answered (RFC 3030 §2); a refusal of one is a refusal of the
     * message. Several may be unanswered only where PIPELINING is offered.
     *
     * @param unanswered chunks that are written and have no reply yet
     * @param ended whether the last one is written
     */
    record Chunks(Progress progress, int unanswered, boolean ended) implements Bodily {
        @Override
        public Phase phase() {
            return ended ? Phase.LAST_CHUNK : Phase.CHUNK;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            if (ended && unanswered == 1) {
                return conclude(errand, reply);
            }
            if (!reply.isPositive()) {
                return Next.quit(progress.refused(errand, reply));
            }
            if (reply.code() >= 300 || unanswered == 0) {
                return unexpected(errand, reply);
            }
            return new Next(
                    new Chunks(progress, unanswered - 1, ended),
                    progress.offered().pipelines() ? List.of() : List.of(new Action.SendNextChunk()));
        }

        @Override
        public Next partWritten() {
            return new Next(new Chunks(progress, unanswered + 1, false), List.of());
        }

        @Override
        public Next endWritten() {
            return new Next(new Chunks(progress, unanswered + 1, true), List.of());
        }
    }
}
