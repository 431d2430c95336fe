package io.sealpost.relay.mail;

import java.util.Optional;

/**
 * What MAIL asks of reports on the message (RFC 3461 §4.3, §4.4).
 *
 * @param ret how much of it they return
 * @param envid what they call the transaction
 */
public record MessageDsn(Optional<ReturnContent> ret, Optional<EnvelopeId> envid) {
    /** Nothing is asked. */
    public static final MessageDsn NONE = new MessageDsn(Optional.empty(), Optional.empty());
}
