package io.sealpost.rules.scope;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.tenant.DomainName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Sees whether the DNS of a pending domain shows its challenge. */
@ApplicationScoped
class DomainVerification {

    private final VerificationStore store;
    private final TxtLookup dns;

    DomainVerification(VerificationStore store, TxtLookup dns) {
        this.store = store;
        this.dns = dns;
    }

    /**
     * Verifies the domain, unless it is already. Throws {@link Problem.Conflict} where the DNS shows something else, and
     * {@link Problem.Unavailable} where it does not answer. Blocks for seconds.
     */
    Written verify(DomainName name, String by) {
        Optional<Challenge> challenge = store.challenge(name);
        if (challenge.isEmpty()) {
            return store.unchanged(name);
        }
        Challenge asked = challenge.get();
        List<String> texts = dns.at(asked.name())
                .orElseThrow(
                        () -> new Problem.Unavailable("The DNS does not answer for " + asked.name()).asException());
        if (!texts.contains(asked.value())) {
            throw new Problem.Conflict("The DNS has no TXT record \"" + asked.value() + "\" at " + asked.name()
                            + ", but " + (texts.isEmpty() ? "none" : texts.size() + " others")
                            + ". A new one may take a while to be seen.")
                    .asException();
        }
        return store.verified(name, asked, by);
    }
}
