package io.sealpost.bounce.record;

import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Lets nobody in who does not know the operators' secret, whatever the path. */
@jakarta.ws.rs.ext.Provider
@PreMatching
@SecurityScheme(securitySchemeName = "operator", type = SecuritySchemeType.HTTP, scheme = "bearer")
class OperatorOnly implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Provider<OperatorSecret> secret;

    /** Filters are made before the settings are known, hence the provider. */
    OperatorOnly(Provider<OperatorSecret> secret) {
        this.secret = secret;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        boolean known = header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && secret.get().is(header.substring(SCHEME.length()).strip());
        if (!known) {
            throw RecordProblem.unauthorized();
        }
    }
}
