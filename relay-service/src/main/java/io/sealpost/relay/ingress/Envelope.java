package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.ReversePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What MAIL and RCPT have said so far.
 *
 * @param path the reverse path
 * @param eightBit whether BODY=8BITMIME was given
 * @param recipients each once, in their order
 */
record Envelope(ReversePath path, boolean eightBit, List<Address> recipients) {
    Envelope {
        Objects.requireNonNull(path);
        recipients = List.copyOf(recipients);
    }

    Envelope with(Address recipient) {
        if (recipients.contains(recipient)) {
            return this;
        }
        List<Address> more = new ArrayList<>(recipients);
        more.add(recipient);
        return new Envelope(path, eightBit, more);
    }
}
