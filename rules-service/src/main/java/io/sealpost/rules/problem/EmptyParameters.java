package io.sealpost.rules.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a query parameter without a value, which the framework takes for one that is not there. */
public class EmptyParameters {

    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            if (values.stream().anyMatch(String::isEmpty)) {
                throw new Problem.BadParameter(name, "", "a value; leave the parameter out to go without it")
                        .asException();
            }
        });
    }
}
