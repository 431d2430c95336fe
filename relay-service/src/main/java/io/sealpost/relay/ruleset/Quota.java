package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.util.Objects;
import java.util.Optional;

/**
 * How much a relay takes within an hour, from one submitter or from all of a domain's together.
 *
 * @param domain whose mail
 * @param submitter the id of the one whom it binds; empty: it binds all of the domain's together
 * @param name what they are called in words for their users
 * @param limits how much
 */
public record Quota(Domain domain, Optional<String> submitter, String name, HourlyLimits limits) {
    public Quota {
        Objects.requireNonNull(domain);
        Objects.requireNonNull(submitter);
        Objects.requireNonNull(name);
        Objects.requireNonNull(limits);
    }

    /** Of a submitter: a login, or the network that its users are in. */
    static Quota of(String submitter, Domain domain, Optional<Credential> credential, HourlyLimits limits) {
        String name = credential.map(own -> own.login(domain)).orElseGet(() -> "this network for " + domain);
        return new Quota(domain, Optional.of(submitter), name, limits);
    }

    /** Of a domain. */
    static Quota of(Domain domain, HourlyLimits limits) {
        return new Quota(domain, Optional.empty(), "all submitters of " + domain + " together", limits);
    }

    /** Which it is, whatever its limits are at the moment. */
    public String key() {
        return submitter.orElseGet(() -> "domain/" + domain);
    }
}
