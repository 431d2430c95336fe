/**
 * Speaks SMTP to the servers of a destination and judges what came of it.
 *
 * <p>The dialogue and the verdict over all addresses are pure; the client around them connects, starts TLS and moves
 * octets. Every octet to a remote passes one guard, which refuses anything of a message while the connection does not
 * meet the recipients' requirement. A handshake gathers the server's certificates; they are judged afterwards, the chain
 * on a worker thread, before the guard opens. A connection on which the server waits for a command is kept for a while, for
 * messages of exactly the same purpose; one that fails at the first command of such a message says nothing about the
 * server and is replaced by a new one. May use {@code mail}, {@code wire}, {@code policy}, {@code route} and
 * {@code outcome}.
 */
@NullMarked
package io.sealpost.relay.delivery;

import org.jspecify.annotations.NullMarked;
