/**
 * Decides what the message rules demand for a recipient. Pure: rules and addresses in, a decision out.
 *
 * <p>All enabled rules that match apply, and their TLS requirements are joined: the result is at least as strong as
 * each of them, so no rule can weaken another. May use {@code mail}.
 */
@NullMarked
package io.sealpost.relay.policy;

import org.jspecify.annotations.NullMarked;
