/**
 * SMTP as octets: lines, commands, replies and the dots of DATA, each direction on its own.
 *
 * <p>Everything here is pure, keeps a bounded amount of what it has seen, and gives the same result however the octets
 * are cut into segments. Input is a {@link java.nio.ByteBuffer}, of which exactly what was understood is consumed, so
 * that lines and data can follow each other within one segment. May use {@code mail}.
 */
@NullMarked
package io.sealpost.relay.wire;

import org.jspecify.annotations.NullMarked;
