package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes MAIL and RCPT with the parameters that the server of this session understands.
 *
 * @param errand whose envelope it is
 * @param offered what the answer to the session's last EHLO offers
 */
record EnvelopeWriter(Errand errand, Extensions offered) {
    private static final EnhancedStatus CONVERSION_REQUIRED = EnhancedStatus.of("5.6.3");
    private static final EnhancedStatus NON_ASCII_ADDRESSES = EnhancedStatus.of("5.6.7");

    /**
     * Why the message must not be said to this server at all: content is never converted, since that breaks signatures,
     * and what needs SMTPUTF8 goes only where it is offered (RFC 6531 §3.5).
     */
    Optional<Finding> obstacle() {
        if (errand.content().eightBit() && !offered.offers("8BITMIME")) {
            return Optional.of(Finding.impossible(
                    CONVERSION_REQUIRED,
                    "the message has 8-bit content and the server does not take it (no 8BITMIME)"));
        }
        if (errand.needsSmtpUtf8() && !offered.offers("SMTPUTF8")) {
            return Optional.of(
                    Finding.impossible(
                            NON_ASCII_ADDRESSES,
                            "the message has a sender or headers beyond ASCII and the server does not take them (no SMTPUTF8)"));
        }
        return Optional.empty();
    }

    /** Those who cannot be named to this server, which takes the message for others. */
    Map<Address, Finding> unspeakable() {
        if (offered.offers("SMTPUTF8")) {
            return Map.of();
        }
        Finding finding = Finding.impossible(
                NON_ASCII_ADDRESSES,
                "the recipient's address is beyond ASCII and the server does not take it (no SMTPUTF8)");
        return errand.recipients().stream()
                .filter(Address::isInternationalized)
                .collect(Collectors.toMap(each -> each, each -> finding));
    }

    /** @param recipients of the transaction that it begins */
    String mail(List<Address> recipients) {
        boolean smtpUtf8 = errand.needsSmtpUtf8() || recipients.stream().anyMatch(Address::isInternationalized);
        MessageDsn dsn = errand.transaction().dsn().message();
        return "MAIL FROM:<" + errand.transaction().reversePath() + ">"
                + (offered.offers("SIZE") ? " SIZE=" + errand.content().size() : "")
                + (errand.content().eightBit() ? " BODY=8BITMIME" : "")
                + (smtpUtf8 ? " SMTPUTF8" : "")
                + parameter(" RET=", dsn.ret())
                + parameter(" ENVID=", dsn.envid());
    }

    String rcpt(Address recipient) {
        RecipientDsn dsn = errand.transaction().dsn().of(recipient);
        return "RCPT TO:<" + recipient + ">" + parameter(" NOTIFY=", dsn.notifyOn())
                + parameter(" ORCPT=", dsn.orcpt());
    }

    private String parameter(String name, Optional<?> value) {
        return value.filter(each -> offered.takesOverDsn())
                .map(each -> name + each)
                .orElse("");
    }
}
