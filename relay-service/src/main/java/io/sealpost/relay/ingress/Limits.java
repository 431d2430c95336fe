package io.sealpost.relay.ingress;

/**
 * What one client may ask of this relay.
 *
 * @param maxMessageSize octets of a message
 * @param maxHeaderSize octets of its header
 * @param maxRecipients recipients of a message
 * @param maxLine octets of a command line
 * @param maxErrors mistakes in a row before the connection is closed
 * @param maxCommands commands of a connection before it is closed
 * @param maxReceived Received fields of a message; one with more goes round in a loop
 * @param routedRecipients whether a recipient's local part may look like a route to elsewhere
 */
record Limits(
        long maxMessageSize,
        int maxHeaderSize,
        int maxRecipients,
        int maxLine,
        int maxErrors,
        int maxCommands,
        int maxReceived,
        boolean routedRecipients) {}
