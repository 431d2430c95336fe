package io.sealpost.rules.access;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Domains;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides who may do what. Deny by default: what it is not asked about, nobody but an operator
 * may do.
 *
 * <p>The filter asks it about the path of every request. Whoever takes further names from a body or a parameter (the
 * organization of a domain, the other end of a copy, a line of an import) asks it about those, too. What a caller
 * does not reach is refused in the very words for what is not there; what it sees and may not change, as forbidden.
 * Every call blocks; an operator's asks nothing of the database.
 */
@ApplicationScoped
@Transactional
public class Access {

    private final CurrentCall current;
    private final Organizations organizations;
    private final Domains domains;
    private final ApiKeys keys;

    Access(CurrentCall current, Organizations organizations, Domains domains, ApiKeys keys) {
        this.current = current;
        this.organizations = organizations;
        this.domains = domains;
        this.keys = keys;
    }

    /** Who calls. */
    public Caller caller() {
        return current.get().caller();
    }

    /** The organization that is the root of all that lists may show; empty for everything. */
    public Optional<String> root() {
        return caller().root();
    }

    /** Whether the caller may see what belongs to this organization; false where there is none, unless an operator asks. */
    public boolean reaches(String organization) {
        return root().map(root -> organizations.isWithin(organization, root)).orElse(true);
    }

    /** As {@link #reaches(String)}, for what belongs to this domain. */
    public boolean reaches(DomainName name) {
        return root().isEmpty() || owner(name).map(this::reaches).orElse(false);
    }

    /** Throws {@link Problem.NotFound} or {@link Problem.Forbidden} unless the caller has this right on the organization. */
    public void organization(Right right, String id) {
        if (!Organization.isId(id) || !reaches(id)) {
            throw new Problem.NotFound("organization", id).asException();
        }
        role(right);
    }

    /** As {@link #organization}, for a domain and all that belongs to it. */
    public void domain(Right right, DomainName name) {
        if (!reaches(name)) {
            throw new Problem.NotFound("domain", name.ascii()).asException();
        }
        role(right);
    }

    /** Throws {@link Problem.Forbidden} unless an operator calls. */
    public void operator(String deed) {
        if (!caller().isOperator()) {
            throw new Problem.Forbidden(deed + " needs an operator's key.").asException();
        }
    }

    /** How many keys are bound to the organization. */
    public long keysOf(String organization) {
        return keys.of(organization);
    }

    /** Decides about a request by the path that it matched. */
    void enter(String method, MatchedPath path) {
        Right right = Right.of(method, path.declared());
        boolean makes = Door.makes(method, path.declared());
        switch (Door.of(path.declared())) {
            case OWN -> role(right);
            case ORGANIZATION -> {
                String id = path.parameter("organization");
                if (makes && (!Organization.isId(id) || organizations.findById(id) == null)) {
                    role(right);
                } else {
                    organization(right, id);
                }
            }
            case DOMAIN -> {
                String text = path.parameter("domain");
                DomainName name = DomainName.parse(text).orElse(null);
                if (makes && (name == null || owner(name).isEmpty())) {
                    role(right);
                } else {
                    domain(right, known(name, text));
                }
            }
            case KEY -> key(right, path.parameter("key"));
            case OPERATOR -> operator("This");
        }
    }

    private void key(Right right, String id) {
        boolean seen = keys.findByIdOptional(id)
                .map(key -> key.organization() == null ? caller().isOperator() : reaches(key.organization()))
                .orElse(false);
        if (!seen) {
            throw new Problem.NotFound("API key", id).asException();
        }
        role(right);
    }

    private void role(Right right) {
        if (right == Right.WRITE && !caller().role().covers(Role.ADMIN)) {
            throw new Problem.Forbidden("A viewer's key reads only.").asException();
        }
    }

    private Optional<String> owner(DomainName name) {
        return domains.findByIdOptional(name.ascii())
                .map(domain -> domain.values().organization());
    }

    private static DomainName known(@Nullable DomainName name, String text) {
        if (name == null) {
            throw new Problem.NotFound("domain", text).asException();
        }
        return name;
    }
}
