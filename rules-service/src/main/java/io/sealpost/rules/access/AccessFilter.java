package io.sealpost.rules.access;

import io.sealpost.rules.access.CurrentCall.Call;
import io.sealpost.rules.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a request whose key is known go to what its key reaches. */
public class AccessFilter {

    static final int PRIORITY = Priorities.AUTHORIZATION;

    private final Access access;
    private final CurrentCall current;

    AccessFilter(Access access, CurrentCall current) {
        this.access = access;
        this.current = current;
    }

    @ServerRequestFilter(priority = PRIORITY)
    public void authorize(
            ContainerRequestContext request, ResourceInfo resource, UriInfo uri, HttpServerRequest connection) {
        MatchedPath path = MatchedPath.of(resource, uri);
        if (!path.declared().startsWith("/v1/")) {
            return;
        }
        String method = request.getMethod();
        Right right = Right.of(method, path.declared());
        current.begin(new Call(caller(request), address(connection), method + " " + uri.getPath(), right));
        access.enter(method, path);
    }

    private static Caller caller(ContainerRequestContext request) {
        if (request.getSecurityContext().getUserPrincipal() instanceof Caller known) {
            return known;
        }
        throw new Problem.Unauthorized().asException();
    }

    private static @Nullable String address(HttpServerRequest connection) {
        SocketAddress from = connection.remoteAddress();
        return from == null ? null : from.hostAddress();
    }
}
