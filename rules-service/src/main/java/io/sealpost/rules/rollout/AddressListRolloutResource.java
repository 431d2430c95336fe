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

/** The rollout of an address list, over REST. */
@Path("/v1/organizations/{organization}/address-lists/{list}/rollout")
@Tag(name = "Rollout", description = "Whether a state is in force on every relay")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AddressListRolloutResource {

    private final ScopeRollout rollout;

    AddressListRolloutResource(ScopeRollout rollout) {
        this.rollout = rollout;
    }

    @GET
    @Operation(
            operationId = "getAddressListRollout",
            summary = "Whether the present state of an address list is in force")
    public Uni<Rollout> get(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @QueryParam("wait") @Nullable String wait) {
        return rollout.of(
                "address-list/" + organization + "/" + list, new Problem.NotFound("address list", list), wait);
    }
}
