package io.sealpost.relay.delivery;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One message for recipients of one destination under one requirement.
 *
 * @param queueId its name, for logs
 * @param reversePath for MAIL FROM
 * @param recipients those that share destination and requirement; at least one, all of one domain
 * @param requirement what is demanded for the recipients
 * @param monitored what would be demanded for some of them; it decides nothing, and delivered mail is judged by it
 * @param content what is sent
 * @param dsn what the sender asks of reports
 */
public record Transaction(
        String queueId,
        ReversePath reversePath,
        List<Address> recipients,
        TlsRequirement requirement,
        Map<Address, TlsRequirement> monitored,
        Content content,
        DsnRequest dsn) {
    public Transaction {
        Objects.requireNonNull(queueId);
        Objects.requireNonNull(reversePath);
        Objects.requireNonNull(requirement);
        Objects.requireNonNull(content);
        Objects.requireNonNull(dsn);
        recipients = List.copyOf(recipients);
        monitored = Map.copyOf(monitored);
        if (recipients.stream().map(Address::domain).distinct().count() != 1) {
            throw new IllegalArgumentException("a transaction is for one domain");
        }
    }

    /** One of which nothing is monitored. */
    public Transaction(
            String queueId,
            ReversePath reversePath,
            List<Address> recipients,
            TlsRequirement requirement,
            Content content,
            DsnRequest dsn) {
        this(queueId, reversePath, recipients, requirement, Map.of(), content, dsn);
    }

    /** What a connection to this server must offer: what is demanded for the recipients, and what DANE adds. */
    TlsRequirement requirement(Target target) {
        return requirement.join(target.tlsa().requirement());
    }

    /** The recipients'. */
    Domain domain() {
        return recipients.get(0).domain();
    }
}
