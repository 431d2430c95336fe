package io.sealpost.rules.scope;

import io.sealpost.rules.access.Caller;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Network;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Decides which networks a caller may register. Whoever sends from a registered network needs no secret, so one that is wide
 * or belongs to another organization as well is for an operator to judge.
 */
@ApplicationScoped
class NetworkPermission {

    private final Submitters submitters;

    NetworkPermission(Submitters submitters) {
        this.submitters = submitters;
    }

    /** Throws {@link Problem.Forbidden} unless this caller may let this network submit for the domain. Needs a transaction. */
    void require(Caller caller, Network network, DomainName domain) {
        if (caller.isOperator()) {
            return;
        }
        if (network.isWide()) {
            throw new Problem.Forbidden("The network " + network + " is wider than /24 (IPv4) or /48 (IPv6); it needs"
                            + " an operator's key, or several narrower networks.")
                    .asException();
        }
        // The other domain is not named: it is another tenant's.
        if (submitters.overlapping(network, domain).isPresent()) {
            throw new Problem.Forbidden("The network " + network + " overlaps one of another organization; it needs an"
                            + " operator's key, or a credential in its place: {\"username\": …}.")
                    .asException();
        }
    }
}
