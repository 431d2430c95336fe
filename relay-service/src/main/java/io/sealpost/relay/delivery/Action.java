package io.sealpost.relay.delivery;

import java.util.List;

/** What the dialogue wants done next on its connection. */
sealed interface Action {
    void performBy(Hands hands);

    /** Who does what the dialogue wants. */
    interface Hands {
        void say(List<String> lines);

        void startTls();

        void judge();

        void sendBody(BodyForm form);

        void sendNextChunk();

        void leave(Rest rest);

        void hangUp();
    }

    /** Writes these command lines at once; each gets one reply. */
    record Say(List<String> lines) implements Action {
        public Say {
            lines = List.copyOf(lines);
        }

        @Override
        public void performBy(Hands hands) {
            hands.say(lines);
        }
    }

    /** Starts the TLS handshake; nothing may have come after the reply to STARTTLS. */
    record StartTls() implements Action {
        @Override
        public void performBy(Hands hands) {
            hands.startTls();
        }
    }

    /** Finds out whether the session is as demanded. */
    record Judge() implements Action {
        @Override
        public void performBy(Hands hands) {
            hands.judge();
        }
    }

    /** Streams the body to its end. */
    record SendBody(BodyForm form) implements Action {
        @Override
        public void performBy(Hands hands) {
            hands.sendBody(form);
        }
    }

    /** Goes on with a body that waited for the reply to its last chunk. */
    record SendNextChunk() implements Action {
        @Override
        public void performBy(Hands hands) {
            hands.sendNextChunk();
        }
    }

    /** Leaves the connection as it is, for a further message or for QUIT. */
    record Leave(Rest rest) implements Action {
        @Override
        public void performBy(Hands hands) {
            hands.leave(rest);
        }
    }

    /** Closes the connection without a further word. */
    record HangUp() implements Action {
        @Override
        public void performBy(Hands hands) {
            hands.hangUp();
        }
    }
}
