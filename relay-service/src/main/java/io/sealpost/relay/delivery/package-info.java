/**
 * Speaks SMTP to the servers of a destination and judges what came of it.
 *
 * <p>The dialogue and the verdict over all addresses are pure; the client around them connects, starts TLS and moves
 * octets. Every octet to a remote passes one guard, which refuses anything of a message while the connection does not
 * meet the recipients' requirement. A handshake gathers the server's certificates; they are judged afterwards, the chain
 * on a worker thread, before the guard opens. May use {@code mail}, {@code wire}, {@code policy}, {@code route} and
 * {@code outcome}.
 */
@NullMarked
package io.sealpost.relay.delivery;

import org.jspecify.annotations.NullMarked;
