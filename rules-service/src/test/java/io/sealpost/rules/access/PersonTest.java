package io.sealpost.rules.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.rules.problem.ProblemException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonTest {

    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private static Person person(String subject, String username, Set<String> roles, String organization) {
        return new Person(subject, username, roles, organization, END);
    }

    private static void refused(int status, Person person, boolean operators) {
        assertThatThrownBy(() -> person.caller(operators))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
    }

    @Test
    void isMarkedAndEndsWithTheToken() {
        assertThat(person("17", "alice", Set.of("admin", "offline_access"), "acme")
                        .caller(false))
                .isEqualTo(new Caller("oidc:17", "oidc:alice", Role.ADMIN, "acme", END));
    }

    @Test
    void goesByTheSubjectWhereThereIsNoNameThatMayBeShown() {
        Set<String> viewer = Set.of("viewer");
        assertThat(person("17", null, viewer, "acme").caller(false).name()).isEqualTo("oidc:17");
        assertThat(person("17", "a\nb", viewer, "acme").caller(false).name()).isEqualTo("oidc:17");
        assertThat(person("17", "a".repeat(101), viewer, "acme").caller(false).name())
                .isEqualTo("oidc:17");
    }

    @Test
    void isNobodyWithoutASubjectThatMayBeShown() {
        refused(401, person(null, "alice", Set.of("admin"), "acme"), true);
        refused(401, person("1\u0000", "alice", Set.of("admin"), "acme"), true);
        refused(401, person(" 17", "alice", Set.of("admin"), "acme"), true);
        refused(401, person("1".repeat(256), "alice", Set.of("admin"), "acme"), true);
    }

    @Test
    void needsOneRole() {
        refused(403, person("17", "alice", Set.of(), "acme"), true);
        refused(403, person("17", "alice", Set.of("Admin", "root"), "acme"), true);
        refused(403, person("17", "alice", Set.of("admin", "viewer"), "acme"), true);
    }

    @Test
    void needsAnOrganizationUnlessAnOperator() {
        refused(403, person("17", "alice", Set.of("admin"), null), true);
        refused(403, person("17", "alice", Set.of("viewer"), "No Id"), true);
        refused(403, person("17", "alice", Set.of("operator"), "acme"), true);
    }

    @Test
    void isAnOperatorOnlyWhereThatIsAllowed() {
        Person operator = person("17", "alice", Set.of("operator"), null);
        assertThat(operator.caller(true).isOperator()).isTrue();
        refused(403, operator, false);
    }
}
