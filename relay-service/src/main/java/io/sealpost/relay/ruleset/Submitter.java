package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.Network;
import java.util.List;
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
 * @param quotas how much is taken from it: its own, and what it shares with the others of its domain
 */
public record Submitter(
        String id,
        Domain domain,
        Optional<Network> network,
        Optional<Credential> credential,
        boolean forwards,
        boolean suspended,
        List<Quota> quotas) {
    public Submitter {
        Objects.requireNonNull(id);
        Objects.requireNonNull(domain);
        Objects.requireNonNull(network);
        Objects.requireNonNull(credential);
        quotas = List.copyOf(quotas);
    }
}
