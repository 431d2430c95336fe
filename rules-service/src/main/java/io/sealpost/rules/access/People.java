package io.sealpost.rules.access;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.tenant.Organizations;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** People who call with a token of the OpenID provider. Whether the token is good, the OIDC extension says. */
@ApplicationScoped
class People {

    /** Three parts (RFC 7515 §7.1), which no API key has. */
    private static final Pattern TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private final OidcSettings settings;
    private final TenantIdentityProvider tokens;
    private final Organizations organizations;

    People(OidcSettings settings, TenantIdentityProvider tokens, Organizations organizations) {
        this.settings = settings;
        this.tokens = tokens;
        this.organizations = organizations;
    }

    /** Whether this is to be taken for a person's token. */
    boolean areMeantBy(String bearer) {
        return settings.issuer().isPresent() && TOKEN.matcher(bearer).matches();
    }

    /**
     * Whose token this is. Fails with {@link Problem.Unauthorized} unless it is good, and with {@link Problem.Unavailable}
     * where that cannot be told for now. The cause is dropped, since it holds the token.
     */
    Uni<SecurityIdentity> identity(String token) {
        return Uni.createFrom()
                .deferred(() -> tokens.authenticate(new AccessTokenCredential(token)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem()
                .after(OidcSetup.PATIENCE)
                .fail()
                .onFailure(AuthenticationFailedException.class)
                .transform(bad -> new Problem.Unauthorized().asException())
                .onFailure(failure -> failure instanceof OIDCException || failure instanceof TimeoutException)
                .transform(away -> new Problem.Unavailable("The OpenID provider cannot be reached").asException())
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    /** As whom the person calls; asks the database. */
    @Transactional
    Caller caller(SecurityIdentity identity) {
        JsonWebToken claims = (JsonWebToken) identity.getPrincipal();
        Caller caller = new Person(
                        claims.getSubject(),
                        claims.getClaim("preferred_username") instanceof String username ? username : null,
                        identity.getRoles(),
                        claims.getClaim(settings.organizationClaim()) instanceof String id ? id : null,
                        Instant.ofEpochSecond(claims.getExpirationTime()))
                .caller(settings.operators());
        if (caller.organization() != null && organizations.findById(caller.organization()) == null) {
            throw Person.noOrganization();
        }
        return caller;
    }
}
