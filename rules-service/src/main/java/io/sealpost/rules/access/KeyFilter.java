package io.sealpost.rules.access;

import io.sealpost.rules.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody without a valid key below {@code /v1}: RFC 6750 §2.1. Looks the key up off the event loop. */
public class KeyFilter {

    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

    /** More that wait for the database at once would take all worker threads, and health checks need some, too. */
    private static final int MOST_AT_ONCE = 128;

    private final ApiKeys keys;
    private final KeyUses uses;
    private final Optional<RateLimit> limit;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    KeyFilter(ApiKeys keys, KeyUses uses, RateSettings settings) {
        this.limit = settings.requestsPerSecond().map(RateLimit::new);
        this.keys = keys;
        this.uses = uses;
    }

    @ServerRequestFilter(preMatching = true)
    @Nullable Uni<Void> authenticate(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.equals("/v1") && !path.startsWith("/v1/")) {
            return null;
        }
        if (!free.tryAcquire()) {
            throw new Problem.Unavailable("More requests wait for the database than can be served at once")
                    .asException();
        }
        return Uni.createFrom()
                .item(() -> presented(request).flatMap(keys::owner))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(free::release)
                .invoke(caller -> admit(request, caller.orElseThrow(() -> new Problem.Unauthorized().asException())))
                .replaceWithVoid();
    }

    private void admit(ContainerRequestContext request, Caller caller) {
        limit.flatMap(each -> each.take(caller.keyId(), System.nanoTime())).ifPresent(wait -> {
            throw new Problem.TooManyRequests(wait.toSeconds() + 1).asException();
        });
        uses.used(caller.keyId());
        request.setSecurityContext(new Known(caller));
    }

    private static Optional<Secret> presented(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        return bearer.matches() ? Secret.parse(bearer.group(1)) : Optional.empty();
    }

    private record Known(Caller caller) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
