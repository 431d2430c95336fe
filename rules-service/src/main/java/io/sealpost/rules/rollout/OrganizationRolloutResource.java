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

/** The rollout of an organization, over REST. */
@Path("/v1/organizations/{organization}/rollout")
@Tag(name = "Rollout", description = "Whether a state is in force on every relay")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class OrganizationRolloutResource {

    private final ScopeRollout rollout;

    OrganizationRolloutResource(ScopeRollout rollout) {
        this.rollout = rollout;
    }

    @GET
    @Operation(
            operationId = "getOrganizationRollout",
            summary = "Whether the present state of an organization is in force",
            description = "Of the organization alone; its domains and address lists have rollouts of their own.")
    public Uni<Rollout> get(@PathParam("organization") String organization, @QueryParam("wait") @Nullable String wait) {
        return rollout.of("organization/" + organization, new Problem.NotFound("organization", organization), wait);
    }
}
