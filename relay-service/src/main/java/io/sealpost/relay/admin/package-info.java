/**
 * What operators see and do over REST: the queue, one message of it, and trying one now.
 *
 * <p>Every call below {@code /v1} needs the bearer secret of {@code sealpost.admin.token-file}; without such a file
 * every call is refused. May use all rooms.
 */
@NullMarked
package io.sealpost.relay.admin;

import org.jspecify.annotations.NullMarked;
