package io.sealpost.rules.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.sealpost.rules.access.Access;
import io.sealpost.rules.addresslist.AddressLists;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.rule.Rules;
import io.sealpost.rules.scope.ScopeDocuments;
import io.sealpost.rules.tenant.Domain;
import io.sealpost.rules.tenant.Domains;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.List;

/** Writes everything that the caller reaches as lines that an import takes, as of one moment. Blocks. */
@ApplicationScoped
class Exporter {

    private static final int PAGE = 500;

    private final EntityManager database;
    private final Access access;
    private final Organizations organizations;
    private final Domains domains;
    private final ScopeDocuments scopes;
    private final AddressLists lists;
    private final Rules rules;

    Exporter(
            EntityManager database,
            Access access,
            Organizations organizations,
            Domains domains,
            ScopeDocuments scopes,
            AddressLists lists,
            Rules rules) {
        this.database = database;
        this.access = access;
        this.organizations = organizations;
        this.domains = domains;
        this.scopes = scopes;
        this.lists = lists;
        this.rules = rules;
    }

    /** Takes one line. */
    interface Sink {
        void line(JsonNode line) throws IOException;
    }

    /** Each organization behind the one above it, with its lists, its rules, and its domains with theirs. */
    @Transactional
    @TransactionConfiguration(timeout = 600)
    void run(Sink sink) throws IOException {
        database.createNativeQuery("set transaction isolation level repeatable read read only")
                .executeUpdate();
        for (String id : organizations.fromTheTop()) {
            if (access.reaches(id)) {
                organization(id, sink);
                database.clear();
            }
        }
    }

    private void organization(String id, Sink sink) throws IOException {
        sink.line(line("organization", named("id", id, scopes.of(organizations.findById(id)))));
        for (Scope list : lists.ownedBy(id)) {
            ObjectNode entries = named("organization", id, JsonNodeFactory.instance.objectNode());
            entries.put("name", list.id().substring(id.length() + 1));
            lists.entries(list).forEach(entries.putArray("entries")::add);
            sink.line(line("addressList", entries));
        }
        rules(Scope.organization(id), sink);
        List<Domain> page = domains.of(id, "", PAGE);
        while (!page.isEmpty()) {
            for (Domain domain : page) {
                sink.line(line("domain", named("name", domain.name(), scopes.of(domain))));
                rules(Scope.domain(domain.name()), sink);
            }
            database.clear();
            page = domains.of(id, page.get(page.size() - 1).name(), PAGE);
        }
    }

    private void rules(Scope scope, Sink sink) throws IOException {
        for (JsonNode rule : rules.documents(scope)) {
            sink.line(line("rule", named("scope", scope.key(), rule)));
        }
    }

    private static ObjectNode named(String field, String name, JsonNode rest) {
        ObjectNode named = JsonNodeFactory.instance.objectNode().put(field, name);
        named.setAll((ObjectNode) rest);
        return named;
    }

    private static JsonNode line(String kind, JsonNode thing) {
        return JsonNodeFactory.instance.objectNode().set(kind, thing);
    }
}
