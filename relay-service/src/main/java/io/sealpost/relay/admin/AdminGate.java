package io.sealpost.relay.admin;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody without the bearer secret (RFC 6750 §2.1) at what is {@link OperatorOnly}. */
@Singleton
public class AdminGate {
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

    private final Provider<AdminToken> token;

    /** Filters are made before the settings are known, hence the provider. */
    AdminGate(Provider<AdminToken> token) {
        this.token = token;
    }

    @OperatorOnly
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        if (!token.get().isConfigured()) {
            throw AdminProblem.NOT_CONFIGURED.with("sealpost.admin.token-file is not set");
        }
        String header = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElse("");
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches() || !token.get().matches(bearer.group(1))) {
            throw AdminProblem.UNAUTHORIZED.with("send Authorization: Bearer with the secret of this relay");
        }
    }
}
