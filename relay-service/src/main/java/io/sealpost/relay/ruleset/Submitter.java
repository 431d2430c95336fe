package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Network;
import java.util.Objects;
import java.util.Optional;

/**
 * Who may hand in mail of a domain: a network, or whoever holds a credential.
 *
 * @param id as the rules-service gave it
 * @param domain whose mail
 * @param network empty for a credential
 * @param credential empty for a network
 * @param forwards whether it may carry foreign senders
 * @param suspended whether nothing is taken from it
 * @param limits how much is taken from it
 */
public record Submitter(
        String id,
        Domain domain,
        Optional<Network> network,
        Optional<Credential> credential,
        boolean forwards,
        boolean suspended,
        HourlyLimits limits) {
    public Submitter {
        Objects.requireNonNull(id);
        Objects.requireNonNull(domain);
        Objects.requireNonNull(network);
        Objects.requireNonNull(credential);
        Objects.requireNonNull(limits);
    }

    /** What it is called in words for its users: a login, or the network that they are in. */
    public String name() {
        return credential.map(own -> own.username() + "@" + domain).orElseGet(() -> "this network for " + domain);
    }
}
