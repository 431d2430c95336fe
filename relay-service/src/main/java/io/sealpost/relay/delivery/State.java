package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.outcome.AttemptClass;
import java.util.List;
import java.util.Map;

/** Where a dialogue stands: what it waits for, and what follows from each reply. Immutable. */
sealed interface State permits Opening, Transfer, Resuming, State.Over {
    Phase phase();

    /** The class of a connection that is lost here, or on which something comes that is no reply. */
    AttemptClass whenBroken();

    Next onReply(Errand errand, Reply reply);

    /** What is known for each recipient if this ends the dialogue for those that have no word yet. */
    default Map<Address, Finding> settle(Errand errand, Finding finding) {
        return errand.all(finding);
    }

    /** Ends the dialogue with QUIT. */
    default Next quit(Errand errand, Finding finding) {
        return Next.quit(settle(errand, finding));
    }

    /** Ends the dialogue without a further word: the two sides no longer agree on where they are. */
    default Next hangUp(Errand errand, Finding finding) {
        return Next.hangUp(settle(errand, finding));
    }

    /** Ends the dialogue after a reply that does not fit here. */
    default Next unexpected(Errand errand, Reply reply) {
        return hangUp(errand, Finding.judged(whenBroken(), reply, "a reply that does not fit: " + reply.words()));
    }

    /**
     * The state that follows, and what is to be done.
     *
     * @param state from now on
     * @param actions in order
     */
    record Next(State state, List<Action> actions) {
        public Next {
            actions = List.copyOf(actions);
        }

        static Next say(State state, String line) {
            return new Next(state, List.of(new Action.Say(List.of(line))));
        }

        static Next quit(Map<Address, Finding> findings) {
            return say(new Over(findings), "QUIT");
        }

        /** All have their word, and the connection may serve for more. */
        static Next rest(Map<Address, Finding> findings, Rest rest) {
            return new Next(new Over(findings), List.of(new Action.Leave(rest)));
        }

        static Next hangUp(Map<Address, Finding> findings) {
            return new Next(new Over(findings), List.of(new Action.HangUp()));
        }
    }

    /**
     * Every recipient has a word from this server, but for those who are to be asked on another connection: all where
     * this one was of no use ({@link Resuming}). Perhaps QUIT is still to be answered.
     */
    record Over(Map<Address, Finding> findings) implements State {
        public Over {
            findings = Map.copyOf(findings);
        }

        @Override
        public Phase phase() {
            return Phase.QUIT;
        }

        @Override
        public AttemptClass whenBroken() {
            return AttemptClass.SMTP_TEMP;
        }

        @Override
        public Next onReply(Errand errand, Reply reply) {
            return new Next(this, List.of(new Action.HangUp()));
        }

        @Override
        public Map<Address, Finding> settle(Errand errand, Finding finding) {
            return findings;
        }
    }
}
