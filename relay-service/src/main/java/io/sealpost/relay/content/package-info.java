/**
 * Finds out what criteria ask of a message's content: the texts in it and the names of its attachments.
 *
 * <p>The message is read once, as a stream, on threads of this room. Each text is decoded by itself and searched, and then
 * forgotten, so that memory is bounded by the limit of the text and the number of threads, whatever the message. A structure
 * that is broken is read as far as it goes. What lies beyond a limit is not known, and counts as matching
 * ({@link io.sealpost.relay.policy.MessageCriterion}): a rule must not be escaped by hiding. May use {@code policy}.
 */
@NullMarked
package io.sealpost.relay.content;

import org.jspecify.annotations.NullMarked;
