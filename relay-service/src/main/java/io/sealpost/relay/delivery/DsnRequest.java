package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import java.util.Map;

/**
 * What the sender asks of reports (RFC 3461): it is passed on where the next hop offers DSN.
 *
 * @param message for all recipients
 * @param recipients for those that something is asked for
 */
public record DsnRequest(MessageDsn message, Map<Address, RecipientDsn> recipients) {
    /** Nothing is asked. */
    public static final DsnRequest NONE = new DsnRequest(MessageDsn.NONE, Map.of());

    public DsnRequest {
        recipients = Map.copyOf(recipients);
    }

    RecipientDsn of(Address recipient) {
        return recipients.getOrDefault(recipient, RecipientDsn.NONE);
    }
}
