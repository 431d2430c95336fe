package io.sealpost.rules.access;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.tenant.Organization;
import io.sealpost.rules.tenant.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person, as a verified token tells of them. What it does not say clearly it does not grant.
 *
 * @param subject which of the issuer's people it is, for ever ({@code sub})
 * @param username how they are called ({@code preferred_username})
 * @param roles all words of the claim, whether they mean something here or not
 * @param organization null where there is no such claim
 * @param expires when the token ends
 */
record Person(
        @Nullable String subject,
        @Nullable String username,
        Set<String> roles,
        @Nullable String organization,
        Instant expires) {

    /** What the ids and names of people begin with, and those of no key. */
    static final String MARK = "oidc:";

    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_USERNAME = 100;

    /**
     * The caller that this person is. Throws {@link Problem.Unauthorized} where the subject cannot be told, and
     * {@link Problem.Forbidden} where it has not exactly one role, or not the organization that goes with the role.
     *
     * @param operators whether a token may make an operator
     */
    Caller caller(boolean operators) {
        String who = PlainText.parse(subject, LONGEST_SUBJECT)
                .filter(plain -> plain.equals(subject))
                .orElseThrow(() -> new Problem.Unauthorized().asException());
        Role role = role();
        if (role == Role.OPERATOR && !operators) {
            throw new Problem.Forbidden("Here no token makes an operator: that needs an API key.").asException();
        }
        if (role == Role.OPERATOR && organization != null) {
            throw new Problem.Forbidden("The token names an operator and an organization; operators have none.")
                    .asException();
        }
        if (role != Role.OPERATOR && (organization == null || !Organization.isId(organization))) {
            throw noOrganization();
        }
        String name = PlainText.parse(username, LONGEST_USERNAME).orElse(who);
        return new Caller(MARK + who, MARK + name, role, organization, expires);
    }

    /** What a person hears whose token names no organization, or one that is not there. */
    static RuntimeException noOrganization() {
        return new Problem.Forbidden("The token names no organization of this service.").asException();
    }

    private Role role() {
        List<Role> known =
                roles.stream().map(Role::parse).flatMap(Optional::stream).toList();
        if (known.size() != 1) {
            throw new Problem.Forbidden("The token must name one role: operator, admin or viewer.").asException();
        }
        return known.get(0);
    }
}
