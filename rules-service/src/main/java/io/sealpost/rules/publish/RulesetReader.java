package io.sealpost.rules.publish;

import io.sealpost.rules.addresslist.AddressLists;
import io.sealpost.rules.change.Publications;
import io.sealpost.rules.change.Publications.LatestChange;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.publish.Ruleset.PublishedRule;
import io.sealpost.rules.rule.Rule;
import io.sealpost.rules.rule.Rules;
import io.sealpost.rules.scope.Submitter;
import io.sealpost.rules.scope.Submitters;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.Domains;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the whole state of scopes as of one moment. Blocks. */
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

    /** Revision and content of each from one snapshot, in the order of their revisions; those that never changed are left out. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    List<Ruleset> read(Collection<Scope> scopes, long epoch) {
        database.createNativeQuery("set transaction isolation level repeatable read read only")
                .executeUpdate();
        List<LatestChange> changes = publications.latest(scopes).stream()
                .sorted(Comparator.comparing(LatestChange::revision))
                .toList();
        Contents contents = new Contents(
                epoch,
                by(Organization::id, organizations.list("id in ?1", ids(scopes, Scope.Kind.ORGANIZATION))),
                by(Domain::name, domains.list("name in ?1", ids(scopes, Scope.Kind.DOMAIN))),
                submitters.of(ids(scopes, Scope.Kind.DOMAIN)),
                rules.of(scopes));
        return changes.stream().map(change -> state(change, contents)).toList();
    }

    private static List<String> ids(Collection<Scope> scopes, Scope.Kind kind) {
        return scopes.stream()
                .filter(scope -> scope.kind() == kind)
                .map(Scope::id)
                .toList();
    }

    private static <T> Map<String, T> by(Function<T, String> id, List<T> things) {
        return things.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    /** What is published of many scopes; lists are read one by one, for they may be large. */
    private record Contents(
            long epoch,
            Map<String, Organization> organizations,
            Map<String, Domain> domains,
            Map<String, List<Submitter>> submitters,
            Map<Scope, List<Rule>> rules) {

        Organization organization(Scope scope) {
            return Objects.requireNonNull(organizations.get(scope.id()));
        }

        Domain domain(Scope scope) {
            return Objects.requireNonNull(domains.get(scope.id()));
        }

        List<PublishedSubmitter> submittersOf(Scope scope) {
            return submitters.getOrDefault(scope.id(), List.of()).stream()
                    .map(PublishedSubmitter::of)
                    .toList();
        }

        List<PublishedRule> rulesOf(Scope scope) {
            return rules.getOrDefault(scope, List.of()).stream()
                    .map(PublishedRule::of)
                    .toList();
        }
    }

    private Ruleset state(LatestChange change, Contents contents) {
        if (change.deleted()) {
            return deleted(change, contents.epoch());
        }
        return switch (change.scope().kind()) {
            case ORGANIZATION -> organization(change, contents);
            case ADDRESS_LIST -> addressList(change, contents.epoch());
            case DOMAIN -> domain(change, contents);
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

    private static Ruleset organization(LatestChange change, Contents contents) {
        var values = contents.organization(change.scope()).values();
        return new Ruleset(
                change.scope().key(),
                contents.epoch(),
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
                contents.rulesOf(change.scope()),
                null);
    }

    /** A pending domain is published as absent: neither its mail nor its rules count before somebody vouched for it. */
    private static Ruleset domain(LatestChange change, Contents contents) {
        Domain domain = contents.domain(change.scope());
        if (domain.isPending()) {
            return deleted(change, contents.epoch());
        }
        var values = domain.values();
        return new Ruleset(
                change.scope().key(),
                contents.epoch(),
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
                contents.submittersOf(change.scope()),
                contents.rulesOf(change.scope()),
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

    private static @Nullable String key(@Nullable String organization) {
        return organization == null ? null : Scope.organization(organization).key();
    }
}
