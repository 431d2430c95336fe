package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.policy.Policy;
import io.sealpost.relay.policy.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A registered domain, with everything that its chain of organizations adds.
 *
 * @param name which
 * @param organizationId the organization that owns it
 * @param contact its nearest organization's contact address
 * @param locale of reports to its senders: its own, else its nearest organization's
 * @param inboundHost where its own mail goes, if not by MX
 * @param policy the rules of its organizations from the top, then its own, each in order, for mail that it sends
 * @param incoming those of them for mail that is carried to it
 */
public record HostedDomain(
        Domain name,
        String organizationId,
        Optional<String> contact,
        Optional<String> locale,
        Optional<HostPort> inboundHost,
        Policy policy,
        Policy incoming) {
    public HostedDomain {
        Objects.requireNonNull(name);
        Objects.requireNonNull(organizationId);
        Objects.requireNonNull(contact);
        Objects.requireNonNull(locale);
        Objects.requireNonNull(inboundHost);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(incoming);
    }

    /** The rules of its policy. */
    public List<Rule> rules() {
        return policy.rules();
    }
}
