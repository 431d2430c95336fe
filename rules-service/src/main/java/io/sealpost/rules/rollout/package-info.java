/**
 * What the relays say of the rules they apply, and the waiting for a change to be in force. Imports {@code change},
 * {@code access} and {@code problem}.
 *
 * <p>One thread reads {@code sealpost.relay-status} and keeps the latest word of each relay. A wait begins after the
 * commit: first the change's place on the rulesets topic must be known; then the end of the status topic is asked
 * for, since a relay announces itself before it reads rules, so that every relay which may have begun without the
 * change stands before that end; when that much has been read, {@link io.sealpost.rules.rollout.RolloutDecision}
 * tells after every word of a relay whether all have it.
 */
@NullMarked
package io.sealpost.rules.rollout;

import org.jspecify.annotations.NullMarked;
