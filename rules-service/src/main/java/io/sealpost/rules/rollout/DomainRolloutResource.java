package io.sealpost.rules.rollout;

import io.sealpost.rules.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The rollout of a domain, over REST. */
@Path("/v1/domains/{domain}/rollout")
@Tag(name = "Rollout", description = "Whether a state is in force on every relay")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DomainRolloutResource {

    private final ScopeRollout rollout;

    DomainRolloutResource(ScopeRollout rollout) {
        this.rollout = rollout;
    }

    @GET
    @Operation(
            operationId = "getDomainRollout",
            summary = "Whether the present state of a domain is in force",
            description = "Of the domain alone; its organizations have rollouts of their own.")
    public Uni<Rollout> get(@PathParam("domain") String domain, @QueryParam("wait") @Nullable String wait) {
        return rollout.of("domain/" + domain, new Problem.NotFound("domain", domain), wait);
    }
}
