package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.SpooledMessage;

/** What the session wants done, in the order in which it says so. */
sealed interface Effect {
    /** Calls the visitor's method for this effect. */
    void accept(Visitor visitor);

    /** One method an effect; a further effect breaks the compilation of every visitor. */
    interface Visitor {
        void say(Reply reply);

        void startTls();

        void openBody(QueueId id);

        void writeBody(byte[] octets);

        void abortBody();

        void store(SpooledMessage message);

        void close();
    }

    /** Send a reply. */
    record Say(Reply reply) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.say(reply);
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

    /** Make it exist; the session waits to hear of it. */
    record Store(SpooledMessage message) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.store(message);
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
