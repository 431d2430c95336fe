package io.sealpost.bounce.event;

/** A record that is no event of this contract. The message says what is wrong and holds no message data. */
public final class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(String message) {
        super(message);
    }
}
