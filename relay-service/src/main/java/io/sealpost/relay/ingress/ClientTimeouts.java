package io.sealpost.relay.ingress;

import java.time.Duration;

/**
 * How long a client may take (RFC 5321 §4.5.3.2).
 *
 * @param idle silence between commands
 * @param command from a command's first octet to its last
 * @param block silence in the middle of a message
 * @param data from DATA to the end of the message
 */
record ClientTimeouts(Duration idle, Duration command, Duration block, Duration data) {}
