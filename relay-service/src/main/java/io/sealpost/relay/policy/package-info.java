/**
 * Decides what the message rules demand for a recipient and whether they let its mail go, and whether a connection meets it. Pure: rules, addresses and
 * facts in, decisions and judgements out.
 *
 * <p>All enabled rules that match apply, and their TLS requirements are joined: the result is at least as strong as
 * each of them, so no rule can weaken another. A session is judged demand by demand; each that it does not meet is a
 * violation. Rules that are only monitored act on nothing; what they would add stands beside a decision as its trial. May use {@code mail}.
 */
@NullMarked
package io.sealpost.relay.policy;

import org.jspecify.annotations.NullMarked;
