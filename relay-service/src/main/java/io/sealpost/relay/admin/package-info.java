/**
 * What operators see and do over REST: the queue and acts on its messages, damaged records, destinations and pausing them,
 * and the rulesets that are held.
 *
 * <p>Every call below {@code /v1} needs the bearer secret of {@code sealpost.admin.token-file}; without such a file
 * every call is refused. May use all rooms.
 */
@NullMarked
package io.sealpost.relay.admin;

import org.jspecify.annotations.NullMarked;
