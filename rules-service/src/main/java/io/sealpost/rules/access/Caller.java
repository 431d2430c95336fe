package io.sealpost.rules.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: a key that was presented, or a person.
 *
 * @param id the part of the key that is no secret; of a person {@code oidc:} and the subject
 * @param name how changes name the caller; of a person {@code oidc:} and the username
 * @param organization the root of what it reaches; null for an operator, who reaches everything
 * @param expires when it ends; null for never
 */
public record Caller(
        String id,
        String name,
        Role role,
        @Nullable String organization,
        @Nullable Instant expires) implements Principal {

    public Caller {
        if ((role == Role.OPERATOR) != (organization == null)) {
            throw new IllegalArgumentException("Operators are bound to no organization, all others to one");
        }
    }

    /** The name of the caller of the request; every request below {@code /v1} has one. */
    public static String of(SecurityContext security) {
        return security.getUserPrincipal().getName();
    }

    /** The caller of the request itself. */
    public static Caller in(SecurityContext security) {
        return (Caller) security.getUserPrincipal();
    }

    public boolean isOperator() {
        return role == Role.OPERATOR;
    }

    boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** The organization that is the root of all it may see; empty for everything. */
    public Optional<String> root() {
        return Optional.ofNullable(organization);
    }

    @Override
    public String getName() {
        return name;
    }
}
