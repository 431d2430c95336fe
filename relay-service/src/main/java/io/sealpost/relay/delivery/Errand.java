package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.policy.TlsRequirement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a dialogue is to bring about on one connection.
 *
 * @param heloName how we introduce ourselves
 * @param transaction the message
 * @param recipients those that still need a word from this server
 * @param requirement what the connection must offer before anything of the message is said
 * @param tls whether STARTTLS is used where it is offered
 * @param maxRecipients of one transaction on the wire
 */
record Errand(
        String heloName,
        Transaction transaction,
        List<Address> recipients,
        TlsRequirement requirement,
        TlsUse tls,
        int maxRecipients) {

    /** Whether a dialogue asks for TLS. */
    enum TlsUse {
        WHERE_OFFERED,
        /** The second attempt of opportunistic TLS, after the first one failed. */
        NEVER
    }

    Errand {
        recipients = List.copyOf(recipients);
    }

    Content content() {
        return transaction.content();
    }

    /** Whether it may be said to a server with SMTPUTF8 only, whoever the recipients are. */
    boolean needsSmtpUtf8() {
        return content().smtpUtf8()
                || transaction
                        .reversePath()
                        .address()
                        .filter(Address::isInternationalized)
                        .isPresent();
    }

    boolean wantsTls() {
        return tls == TlsUse.WHERE_OFFERED;
    }

    /** Whether a server without TLS ends the dialogue. */
    boolean needsTls() {
        return wantsTls() && requirement.isRequired();
    }

    /** The same finding for every recipient. */
    Map<Address, Finding> all(Finding finding) {
        return rest(Map.of(), finding);
    }

    /** What is settled, and the same finding for every recipient that is not. */
    Map<Address, Finding> rest(Map<Address, Finding> settled, Finding finding) {
        Map<Address, Finding> findings = new LinkedHashMap<>();
        recipients.forEach(each -> findings.put(each, settled.getOrDefault(each, finding)));
        return findings;
    }
}
