package io.sealpost.relay.ingress;

/** What the relay waits for on a connection. */
enum Awaited {
    /** A command of the client. */
    COMMAND,
    /** The rest of its message. */
    DATA,
    /** Nothing of the client: it waits for the relay. */
    NOTHING
}
