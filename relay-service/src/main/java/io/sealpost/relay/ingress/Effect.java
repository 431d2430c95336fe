package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.SpooledMessage;
import java.util.Optional;
import java.util.Set;

/** What the session wants done, in the order in which it says so. */
sealed interface Effect {
    /** Calls the visitor's method for this effect. */
    void accept(Visitor visitor);

    /** One method an effect; a further effect breaks the compilation of every visitor. */
    interface Visitor {
        void say(Reply reply);

        void startTls();

        void discard(int octets);

        void openBody(QueueId id);

        void writeBody(byte[] octets);

        void abortBody();

        void readBody(Set<MessageCriterion.Content> questions);

        void store(SpooledMessage message, Optional<RepeatKey> repeatKey);

        void prove(Claim claim);

        void close();
    }

    /** Send a reply. */
    record Say(Reply reply) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.say(reply);
        }
    }

    /** Octets were dropped that came in clear behind STARTTLS (RFC 3207 §4.2): a mistake of the client, or an attack. */
    record Discard(int octets) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.discard(octets);
        }
    }

    /** Begin to store a message. */
    record OpenBody(QueueId id) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.openBody(id);
        }
    }

    /** Add octets to it. */
    @SuppressWarnings("ArrayRecordComponent") // octets pass through once and are never compared
    record WriteBody(byte[] octets) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.writeBody(octets);
        }
    }

    /** Find out which of these criteria what was stored so far meets; the session waits to hear of it. */
    record ReadBody(Set<MessageCriterion.Content> questions) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.readBody(questions);
        }
    }

    /** Make it exist, and known again by that key if there is one; the session waits to hear of it. */
    record Store(SpooledMessage message, Optional<RepeatKey> repeatKey) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.store(message, repeatKey);
        }
    }

    /** Judge who the client is; the session waits to hear of it. */
    record Prove(Claim claim) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.prove(claim);
        }
    }

    /** The effects without a parameter. */
    enum Simple implements Effect {
        /** Negotiate TLS, once all replies are sent; the session waits to hear of it. */
        START_TLS {
            @Override
            public void accept(Visitor visitor) {
                visitor.startTls();
            }
        },
        /** Forget what was stored of the message. */
        ABORT_BODY {
            @Override
            public void accept(Visitor visitor) {
                visitor.abortBody();
            }
        },
        /** Close the connection, once all replies are sent. */
        CLOSE {
            @Override
            public void accept(Visitor visitor) {
                visitor.close();
            }
        }
    }
}
