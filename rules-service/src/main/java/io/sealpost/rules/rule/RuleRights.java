package io.sealpost.rules.rule;

import io.sealpost.rules.access.Access;
import io.sealpost.rules.access.Right;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.tenant.DomainName;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for rights on scopes that a body names. */
@ApplicationScoped
class RuleRights {

    private final Access access;

    RuleRights(Access access) {
        this.access = access;
    }

    /** Throws {@link Problem.NotFound} or {@link Problem.Forbidden} unless the caller has this right on the scope. */
    void require(Right right, Scope scope) {
        if (scope.kind() == Scope.Kind.ORGANIZATION) {
            access.organization(right, scope.id());
        } else {
            access.domain(right, DomainName.parse(scope.id()).orElseThrow());
        }
    }
}
