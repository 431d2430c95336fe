/**
 * Where mail for a domain goes: static routes, else MX hosts by preference with all their addresses (RFC 5321 §5).
 *
 * <p>May use {@code mail}.
 */
@NullMarked
package io.sealpost.relay.route;

import org.jspecify.annotations.NullMarked;
