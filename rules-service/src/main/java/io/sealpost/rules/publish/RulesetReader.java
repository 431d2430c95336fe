package io.sealpost.rules.publish;

import io.sealpost.rules.addresslist.AddressLists;
import io.sealpost.rules.change.Publications;
import io.sealpost.rules.change.Publications.LatestChange;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.publish.Ruleset.PublishedRule;
import io.sealpost.rules.rule.Rules;
import io.sealpost.rules.scope.Submitters;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.Domains;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the whole state of a scope as of one moment. Blocks. */
@ApplicationScoped
class RulesetReader {

    private final EntityManager database;
    private final Publications publications;
    private final Organizations organizations;
    private final Domains domains;
    private final Submitters submitters;
    private final Rules rules;
    private final AddressLists lists;

    RulesetReader(
            EntityManager database,
            Publications publications,
            Organizations organizations,
            Domains domains,
            Submitters submitters,
            Rules rules,
            AddressLists lists) {
        this.database = database;
        this.publications = publications;
        this.organizations = organizations;
        this.domains = domains;
        this.submitters = submitters;
        this.rules = rules;
        this.lists = lists;
    }

    /** Revision and content from one snapshot; empty where the scope never changed. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Optional<Ruleset> read(Scope scope, long epoch) {
        database.createNativeQuery("set transaction isolation level repeatable read read only")
                .executeUpdate();
        return publications.latest(scope).map(change -> state(change, epoch));
    }

    private Ruleset state(LatestChange change, long epoch) {
        if (change.deleted()) {
            return deleted(change, epoch);
        }
        return switch (change.scope().kind()) {
            case ORGANIZATION ->
                organization(
                        change, epoch, organizations.findById(change.scope().id()));
            case ADDRESS_LIST -> addressList(change, epoch);
            case DOMAIN -> domain(change, epoch, domains.findById(change.scope().id()));
        };
    }

    private static Ruleset deleted(LatestChange change, long epoch) {
        return new Ruleset(
                change.scope().key(),
                epoch,
                change.revision(),
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                change.changedBy(),
                change.changedAt(),
                null,
                null,
                null);
    }

    private Ruleset organization(LatestChange change, long epoch, Organization organization) {
        var values = organization.values();
        return new Ruleset(
                change.scope().key(),
                epoch,
                change.revision(),
                null,
                values.displayName(),
                key(values.parent()),
                values.contact(),
                values.locale(),
                null,
                null,
                null,
                change.changedBy(),
                change.changedAt(),
                null,
                rules(change.scope()),
                null);
    }

    /** A pending domain is published as absent: neither its mail nor its rules count before somebody vouched for it. */
    private Ruleset domain(LatestChange change, long epoch, Domain domain) {
        if (domain.isPending()) {
            return deleted(change, epoch);
        }
        var values = domain.values();
        return new Ruleset(
                change.scope().key(),
                epoch,
                change.revision(),
                null,
                null,
                key(values.organization()),
                null,
                values.locale(),
                values.inboundHost(),
                values.suspended(),
                values.limits(),
                change.changedBy(),
                change.changedAt(),
                submitters.of(domain.name()).stream()
                        .map(PublishedSubmitter::of)
                        .toList(),
                rules(change.scope()),
                null);
    }

    private Ruleset addressList(LatestChange change, long epoch) {
        String id = change.scope().id();
        return new Ruleset(
                change.scope().key(),
                epoch,
                change.revision(),
                null,
                null,
                key(id.substring(0, id.indexOf('/'))),
                null,
                null,
                null,
                null,
                null,
                change.changedBy(),
                change.changedAt(),
                null,
                null,
                lists.entries(change.scope()));
    }

    private List<PublishedRule> rules(Scope scope) {
        return rules.of(scope).stream().map(PublishedRule::of).toList();
    }

    private static @Nullable String key(@Nullable String organization) {
        return organization == null ? null : Scope.organization(organization).key();
    }
}
