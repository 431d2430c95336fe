package io.sealpost.relay.ingress;

import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.wire.Command;

/** Where a session stands; {@link Session} has the diagram. */
sealed interface SessionState {
    Connection connection();

    /** Greeted; the client has not said who it is, or must say so again. */
    record Fresh(Connection connection) implements SessionState {}

    /** The client has said who it is; no transaction. */
    record Ready(Connection connection, Command.Hello hello) implements SessionState {}

    /** Waits for the response of AUTH PLAIN. */
    record Proving(Connection connection, Command.Hello hello) implements SessionState {}

    /** MAIL is accepted, and perhaps recipients. */
    record Sending(Connection connection, Command.Hello hello, Envelope envelope) implements SessionState {}

    /** The message comes in. */
    record Receiving(Connection connection, Command.Hello hello, Envelope envelope, Reception reception)
            implements SessionState {}

    /** The message is complete; waits for the spool. */
    record Storing(Connection connection, Command.Hello hello, SpooledMessage message) implements SessionState {}

    /** Waits for the TLS handshake. */
    record Securing(Connection connection) implements SessionState {}

    /** Nothing is heard any more. */
    record Closed(Connection connection) implements SessionState {}

    /** Outside a transaction, where a shutdown need not wait. */
    default boolean isIdle() {
        return this instanceof Fresh || this instanceof Ready || this instanceof Proving;
    }
}
