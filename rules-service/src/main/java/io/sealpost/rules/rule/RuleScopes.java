package io.sealpost.rules.rule;

import io.sealpost.rules.change.Scope;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Organization;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names the scopes that rules belong to, as paths and bodies give them. */
final class RuleScopes {

    private static final String ORGANIZATION = "organization/";
    private static final String DOMAIN = "domain/";

    private RuleScopes() {}

    /** The scope that {@code organization/ID} or {@code domain/NAME} means, in any spelling of the name. */
    static Optional<Scope> ofKey(@Nullable String key) {
        if (key != null && key.startsWith(ORGANIZATION)) {
            return organization(key.substring(ORGANIZATION.length()));
        }
        return key != null && key.startsWith(DOMAIN) ? domain(key.substring(DOMAIN.length())) : Optional.empty();
    }

    static Optional<Scope> organization(String id) {
        return Optional.of(id).filter(Organization::isId).map(Scope::organization);
    }

    static Optional<Scope> domain(String name) {
        return DomainName.parse(name).map(domain -> Scope.domain(domain.ascii()));
    }
}
