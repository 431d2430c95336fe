package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.wire.BodyDecoder;
import io.sealpost.relay.wire.Command;
import java.util.Optional;

/** Where a session stands; {@link Session} has the diagram. */
sealed interface SessionState {
    Connection connection();

    /** Greeted; the client has not said who it is, or must say so again. */
    record Fresh(Connection connection) implements SessionState {}

    /** The client has said who it is; no transaction. */
    record Ready(Connection connection, Command.Hello hello) implements SessionState {}

    /** Within AUTH; waits for the client's next response. */
    record Authenticating(Connection connection, Command.Hello hello, Sasl exchange) implements SessionState {}

    /** The client has said who it is; waits to hear whether that holds. */
    record Proving(Connection connection, Command.Hello hello) implements SessionState {}

    /** MAIL is accepted, and perhaps recipients. */
    record Sending(Connection connection, Command.Hello hello, Envelope envelope) implements SessionState {}

    /** The message comes in, or a chunk of it. */
    record Receiving(
            Connection connection, Command.Hello hello, Envelope envelope, Reception reception, BodyDecoder decoder)
            implements SessionState {}

    /** Chunks of the message have come, the last one not yet. */
    record Chunked(Connection connection, Command.Hello hello, Envelope envelope, Reception reception)
            implements SessionState {
        Receiving receiving(BodyDecoder decoder) {
            return new Receiving(connection, hello, envelope, reception, decoder);
        }
    }

    /** A chunk comes in that belongs to no message; the reply follows its end. */
    record Skipping(SessionState after, BodyDecoder decoder, Reply reply) implements SessionState {
        @Override
        public Connection connection() {
            return after.connection();
        }
    }

    /** The message is complete; waits to hear which criteria its content meets. */
    record Reading(Receiving receiving) implements SessionState {
        @Override
        public Connection connection() {
            return receiving.connection();
        }
    }

    /** The message is complete; waits for the spool. */
    record Storing(Connection connection, Command.Hello hello, SpooledMessage message, Optional<RepeatKey> repeatKey)
            implements SessionState {}

    /** Waits for the TLS handshake. */
    record Securing(Connection connection) implements SessionState {}

    /** Nothing is heard any more. */
    record Closed(Connection connection) implements SessionState {}

    /** What takes the content of the present message, once some of it has come. */
    default Optional<Reception> begun() {
        if (this instanceof Receiving receiving) {
            return Optional.of(receiving.reception);
        }
        if (this instanceof Reading reading) {
            return Optional.of(reading.receiving.reception);
        }
        return this instanceof Chunked chunked ? Optional.of(chunked.reception) : Optional.empty();
    }

    /** Outside a transaction, where a shutdown need not wait. */
    default boolean isIdle() {
        return this instanceof Fresh || this instanceof Ready || this instanceof Authenticating;
    }
}
