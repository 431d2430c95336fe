package io.sealpost.relay.report;

import io.sealpost.relay.spool.SpooledMessage;
import java.util.Optional;

/**
 * Who is told of recipients.
 *
 * @param envelope the original's, with the address to write to as its reverse path
 * @param owner of that address's domain, or of the domain for which a copy was made
 * @param copyOf of copies the reverse path of the message
 */
record Addressee(ReportDueEvent.Envelope envelope, Optional<Sender> owner, Optional<String> copyOf) {
    /** Whoever sent the message. */
    static Addressee sender(RoundReport round) {
        return new Addressee(ReportDueEvent.Envelope.of(round.message()), round.sender(), Optional.empty());
    }

    /** The contact of an organization that wanted copies of the message; empty where it has none. */
    static Optional<Addressee> contact(Sender owner, SpooledMessage message) {
        return owner.organization()
                .flatMap(Sender.Organization::contact)
                .map(contact -> new Addressee(
                        ReportDueEvent.Envelope.to(contact, message),
                        Optional.of(owner),
                        Optional.of(message.reversePath().toString())));
    }
}
