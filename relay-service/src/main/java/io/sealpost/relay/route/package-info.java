/**
 * Where mail for a domain goes: static routes, else MX hosts by preference with all their addresses (RFC 5321 §5).
 *
 * <p>What DNS says is validated where it is signed; then TLSA records of the hosts are looked up (RFC 7672). May use
 * {@code mail} and, for what TLSA records mean, {@code policy}.
 */
@NullMarked
package io.sealpost.relay.route;

import org.jspecify.annotations.NullMarked;
