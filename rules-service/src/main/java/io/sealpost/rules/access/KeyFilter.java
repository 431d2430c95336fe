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

/** Lets nobody without a valid key, or a good token, below {@code /v1}: RFC 6750 §2.1. Looks them up off the event loop. */
public class KeyFilter {

    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

    /** More that wait for the database at once would take all worker threads, and health checks need some, too. */
    private static final int MOST_AT_ONCE = 128;

    /** So many wait for the OpenID provider at once, apart from the others: when it is away they alone feel it. */
    private static final int MOST_PEOPLE_AT_ONCE = 32;

    private final ApiKeys keys;
    private final People people;
    private final KeyUses uses;
    private final Optional<RateLimit> limit;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Semaphore freeForPeople = new Semaphore(MOST_PEOPLE_AT_ONCE);

    KeyFilter(ApiKeys keys, People people, KeyUses uses, RateSettings settings) {
        this.limit = settings.requestsPerSecond().map(RateLimit::new);
        this.keys = keys;
        this.people = people;
        this.uses = uses;
    }

    @ServerRequestFilter(preMatching = true)
    @Nullable Uni<Void> authenticate(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.equals("/v1") && !path.startsWith("/v1/")) {
            return null;
        }
        String bearer = bearer(request);
        Uni<Caller> caller = people.areMeantBy(bearer)
                ? bounded(freeForPeople, people.identity(bearer).map(people::caller))
                : bounded(free, owner(bearer));
        return caller.invoke(known -> admit(request, known)).replaceWithVoid();
    }

    private Uni<Caller> owner(String bearer) {
        return Uni.createFrom()
                .item(() -> Secret.parse(bearer)
                        .flatMap(keys::owner)
                        .orElseThrow(() -> new Problem.Unauthorized().asException()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Uni<Caller> bounded(Semaphore free, Uni<Caller> caller) {
        if (!free.tryAcquire()) {
            throw new Problem.Unavailable("More requests wait for their callers to be known than can be served at once")
                    .asException();
        }
        return caller.onTermination().invoke(free::release);
    }

    private void admit(ContainerRequestContext request, Caller caller) {
        limit.flatMap(each -> each.take(caller.id(), System.nanoTime())).ifPresent(wait -> {
            throw new Problem.TooManyRequests(wait.toSeconds() + 1).asException();
        });
        uses.used(caller.id());
        request.setSecurityContext(new Known(caller));
    }

    /** What the header Authorization bears; empty if nothing. */
    private static String bearer(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        return bearer.matches() ? bearer.group(1) : "";
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
