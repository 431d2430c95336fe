package io.sealpost.relay.ingress;

/**
 * What the relay waits for on a connection.
 *
 * @param what of which kind
 * @param since how many commands had come when it began: tells one message, or command, from the next
 */
record Awaited(What what, int since) {
    enum What {
        /** A command of the client. */
        COMMAND,
        /** The rest of its message, or of a chunk. */
        DATA,
        /** Nothing of the client: it waits for the relay. */
        NOTHING
    }
}
