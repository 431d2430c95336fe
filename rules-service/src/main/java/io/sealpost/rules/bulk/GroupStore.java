package io.sealpost.rules.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.sealpost.rules.addresslist.AddressLists;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.rollout.Written;
import io.sealpost.rules.rule.Rules;
import io.sealpost.rules.scope.ScopeDocuments;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Stores the lines of an organization in one transaction. */
@ApplicationScoped
class GroupStore {

    /** So many lines are sent to the database at once, and then forgotten. */
    static final int BATCH = 100;

    private final ScopeDocuments scopes;
    private final AddressLists lists;
    private final Rules rules;
    private final Organizations organizations;
    private final EntityManager database;

    GroupStore(
            ScopeDocuments scopes,
            AddressLists lists,
            Rules rules,
            Organizations organizations,
            EntityManager database) {
        this.organizations = organizations;
        this.scopes = scopes;
        this.lists = lists;
        this.rules = rules;
        this.database = database;
    }

    /** What became of each line; throws {@link LineFailed} at the first that does not fit, and then nothing is stored. */
    @Transactional
    @TransactionConfiguration(timeout = 600)
    List<Outcome> store(Group group, String by) {
        // First of all: two groups that began to rely on the tree and then changed it would wait for each other.
        organizations.lockTree();
        List<Outcome> outcomes = new ArrayList<>();
        while (group.hasNext()) {
            int batch = expect(group.ahead(BATCH));
            for (int i = 0; i < batch; i++) {
                outcomes.add(store(group.next(), outcomes, by));
            }
            database.flush();
            database.clear();
        }
        return outcomes;
    }

    /** Prepares for these lines; returns how many they are. */
    private int expect(Collection<LineReader.Numbered> lines) {
        List<String> domains = lines.stream()
                .flatMap(line -> Stream.ofNullable(line.line()))
                .flatMap(line -> Stream.ofNullable(line.domain()))
                .map(domain -> domain.path("name").asText())
                .toList();
        if (!domains.isEmpty()) {
            scopes.expectDomains(domains);
        }
        return lines.size();
    }

    private Outcome store(LineReader.Numbered line, List<Outcome> before, String by) {
        try {
            boolean created = put(line.readable(), by).status() == 201;
            return Outcome.of(line.number(), created ? Outcome.State.CREATED : Outcome.State.STORED);
        } catch (ProblemException refused) {
            throw new LineFailed(before, line.number(), refused);
        }
    }

    private Written put(Line line, String by) {
        if (line.organization() != null) {
            return flushed(scopes.putOrganization(
                    text(line.organization(), "organization", "id"), without(line.organization(), "id"), by));
        }
        if (line.domain() != null) {
            return flushed(scopes.putDomain(text(line.domain(), "domain", "name"), without(line.domain(), "name"), by));
        }
        if (line.addressList() != null) {
            JsonNode list = line.addressList();
            return lists.put(
                    text(list, "addressList", "organization"),
                    text(list, "addressList", "name"),
                    without(without(list, "organization"), "name"),
                    by);
        }
        JsonNode rule = Objects.requireNonNull(line.rule());
        return rules.put(text(rule, "rule", "scope"), without(rule, "scope"), by);
    }

    /** An audited row belongs to whoever owns its scope when it is written, so that must be in the database before. */
    private Written flushed(Written written) {
        database.flush();
        return written;
    }

    private static String text(JsonNode object, String place, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new Problem.InvalidValues(List.of(new Violation(place + "." + field, null, "a text"))).asException();
        }
        return value.textValue();
    }

    private static JsonNode without(JsonNode object, String field) {
        ObjectNode rest = object.deepCopy();
        rest.remove(field);
        return rest;
    }
}
