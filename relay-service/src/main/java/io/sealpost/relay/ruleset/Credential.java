package io.sealpost.relay.ruleset;

import io.sealpost.relay.mail.Domain;
import java.util.Objects;

/**
 * A login of a domain.
 *
 * @param username what stands before the {@code @} of the login, in lower case
 * @param verifier of its secrets
 */
public record Credential(String username, ScramVerifier verifier) {
    public Credential {
        Objects.requireNonNull(username);
        Objects.requireNonNull(verifier);
    }

    /** What its holder gives as user name. */
    public String login(Domain domain) {
        return username + "@" + domain;
    }
}
