/**
 * Takes mail over SMTP (RFC 5321), from known submitters only, and answers for it once it is synced to disk.
 *
 * <p>The session is a pure state machine: octets and events in, effects out. The server around it moves octets and
 * carries the effects out. Whose rules govern a message is decided from the reverse path, From and Sender when the
 * header is complete, and again, with the rules of that moment, when the final dot has come. May use {@code mail},
 * {@code wire}, {@code policy}, {@code content}, {@code spool} and {@code ruleset}.
 */
@NullMarked
package io.sealpost.relay.ingress;

import org.jspecify.annotations.NullMarked;
