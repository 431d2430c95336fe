package io.sealpost.relay.mail;

import java.util.Optional;

/**
 * What RCPT asks of reports on one recipient (RFC 3461 §4.1, §4.2).
 *
 * @param notifyOn when there is to be one; left out, the servers decide
 * @param orcpt whom it names
 */
public record RecipientDsn(Optional<Notify> notifyOn, Optional<OriginalRecipient> orcpt) {
    /** Nothing is asked. */
    public static final RecipientDsn NONE = new RecipientDsn(Optional.empty(), Optional.empty());

    /** Whether the sender asks in so many words to be told if that becomes of the recipient. */
    public boolean asksFor(Notify.Condition condition) {
        return notifyOn.filter(on -> on.conditions().contains(condition)).isPresent();
    }
}
