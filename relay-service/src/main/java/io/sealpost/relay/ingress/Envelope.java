package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReversePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a client has said so far of a message beside its content.
 *
 * @param path the reverse path
 * @param smtpUtf8 whether addresses and header may go beyond ASCII (RFC 6531)
 * @param dsn what the sender asks of reports
 * @param recipients each once, in their order
 */
record Envelope(ReversePath path, boolean smtpUtf8, MessageDsn dsn, List<Recipient> recipients) {
    /** Whom the message is for, and what the sender asks of reports on it. */
    record Recipient(Address address, RecipientDsn dsn) {}

    Envelope {
        Objects.requireNonNull(path);
        Objects.requireNonNull(dsn);
        recipients = List.copyOf(recipients);
    }

    List<Address> addresses() {
        return recipients.stream().map(Recipient::address).toList();
    }

    /** With a further recipient, unless it is there already: then what was asked first holds. */
    Envelope with(Recipient recipient) {
        if (recipients.stream().anyMatch(each -> each.address().equals(recipient.address()))) {
            return this;
        }
        List<Recipient> more = new ArrayList<>(recipients);
        more.add(recipient);
        return new Envelope(path, smtpUtf8, dsn, more);
    }
}
