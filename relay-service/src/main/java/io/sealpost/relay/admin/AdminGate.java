package io.sealpost.relay.admin;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody without the bearer secret (RFC 6750 §2.1) at what is {@link OperatorOnly}. Reads the secret at start. */
@Startup
@Singleton
public class AdminGate {
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

    private final AdminToken token;

    AdminGate(@ConfigProperty(name = "sealpost.admin.token-file") Optional<Path> file) {
        this.token = AdminToken.read(file);
    }

    @OperatorOnly
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        if (!token.isConfigured()) {
            throw AdminProblem.NOT_CONFIGURED.with("sealpost.admin.token-file is not set");
        }
        String header = Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElse("");
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches() || !token.matches(bearer.group(1))) {
            throw AdminProblem.UNAUTHORIZED.with("send Authorization: Bearer with the secret of this relay");
        }
    }
}
