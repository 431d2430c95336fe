package io.sealpost.rules.rule;

import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.Domains;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What applies to a domain: the rules of its organizations from the top, then its own, each in its order. */
@ApplicationScoped
@Transactional
class EffectiveRules {

    private final Changes changes;
    private final Domains domains;
    private final Organizations organizations;
    private final RuleRows rows;

    EffectiveRules(Changes changes, Domains domains, Organizations organizations, RuleRows rows) {
        this.changes = changes;
        this.domains = domains;
        this.organizations = organizations;
        this.rows = rows;
    }

    List<EffectiveRule> of(Scope domain) {
        changes.present(domain);
        Domain present = Objects.requireNonNull(domains.findById(domain.id()), "a scope that exists");
        Stream<Scope> above = organizations.chain(present.values().organization()).stream()
                .map(Organization::id)
                .map(Scope::organization);
        return Stream.concat(above, Stream.of(domain)).flatMap(this::rulesOf).toList();
    }

    private Stream<EffectiveRule> rulesOf(Scope scope) {
        return rows.all(scope).stream().map(row -> new EffectiveRule(scope.key(), row.rule()));
    }
}
