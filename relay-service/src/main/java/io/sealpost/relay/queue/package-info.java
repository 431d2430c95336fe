/**
 * Brings every accepted message to its end: delivered, or failed and reported.
 *
 * <p>The scheduler keeps in memory only which message is due when and where it goes; the rest is read back from the
 * spool. Beyond a bounded number even that is in the spool alone, in a small record beside each envelope, and a burst makes
 * room there for what others send. Each destination (recipient domain) of a message is due on its own. What is due waits in the ready queue of its
 * destination; free places are given in turn to the destinations, and within one to the senders, so that neither a slow
 * destination nor a burst delays what others send. How many attempts a destination bears at once is learnt from what
 * comes of them. Where no address of it can be reached, one message at a time is tried as a probe, and all others wait
 * untouched, up to the end of their lifetime; where an operator paused it, all do. What a rule rejects or holds has no
 * destination: the sender is told of the one at once, of the other at the end of its lifetime, unless an operator ends that sooner.
 *
 * <p>An attempt takes one message at one destination: decides its requirement again under today's rules, which can only
 * raise it, groups the waiting recipients by requirement, has each group delivered, and settles each group as soon as it
 * is over. Settling writes the recipients' new state and the events of it in one batch of the spool; a message of which
 * nothing waits is removed in that same batch. So a crash repeats at most deliveries under way.
 *
 * <p>Where the rules are not known the queue waits. What goes wrong in our own code defers with 4.3.0 and never bounces
 * before the queue lifetime ends. May use {@code mail}, {@code policy}, {@code ruleset}, {@code spool}, {@code route},
 * {@code delivery}, {@code outcome} and {@code report}.
 */
@NullMarked
package io.sealpost.relay.queue;

import org.jspecify.annotations.NullMarked;
