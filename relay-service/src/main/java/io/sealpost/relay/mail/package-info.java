/**
 * The words of mail: domains, addresses, reverse paths, envelopes, enhanced status codes and replies.
 *
 * <p>Values only: they validate and normalise when made, and know nothing of sockets, storage or rules. Imports no
 * other room.
 */
@NullMarked
package io.sealpost.relay.mail;

import org.jspecify.annotations.NullMarked;
