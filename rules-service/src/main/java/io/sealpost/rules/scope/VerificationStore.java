package io.sealpost.rules.scope;

import io.sealpost.rules.change.Change;
import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Domains;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Pending domains, each call in one transaction that has ended when it returns, so that none waits for the DNS. */
@ApplicationScoped
@Transactional
class VerificationStore {

    private final Domains domains;
    private final Changes changes;
    private final Clock clock;

    VerificationStore(Domains domains, Changes changes, Clock clock) {
        this.domains = domains;
        this.changes = changes;
        this.clock = clock;
    }

    /** What the DNS is to show; empty where somebody has vouched already. */
    Optional<Challenge> challenge(DomainName name) {
        return Optional.ofNullable(Challenge.of(existing(name)));
    }

    /** Takes the domain as verified if this is still what was asked of it. */
    Written verified(DomainName name, Challenge seen, String by) {
        Change change = changes.existing(Scope.domain(name.ascii()));
        Domain domain = existing(name);
        if (seen.equals(Challenge.of(domain)) && domain.verify(Domain.Voucher.DNS, clock.instant())) {
            domain.revised(change.revise(by).revision());
        }
        return Written.replaced(DomainView.of(domain), change.present(), domain.revision());
    }

    /** A domain that is verified, as an answer. */
    Written unchanged(DomainName name) {
        Change change = changes.existing(Scope.domain(name.ascii()));
        Domain domain = existing(name);
        return Written.replaced(DomainView.of(domain), change.present(), domain.revision());
    }

    /** Pending domains that nobody, on any instance, has looked at for this long; from now on they count as looked at. */
    List<DomainName> due(Duration interval, int most) {
        return domains.claimPending(clock.instant().minus(interval), most).stream()
                .map(DomainName::new)
                .toList();
    }

    private Domain existing(DomainName name) {
        return domains.findByIdOptional(name.ascii())
                .orElseThrow(() -> new Problem.NotFound("domain", name.ascii()).asException());
    }
}
