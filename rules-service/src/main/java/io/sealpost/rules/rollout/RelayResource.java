package io.sealpost.rules.rollout;

import io.sealpost.rules.access.Caller;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The relays that a change must reach before it is in force. */
@Path("/v1/relays")
@Tag(name = "Relays", description = "The relays that apply the rules")
@Produces(MediaType.APPLICATION_JSON)
public class RelayResource {

    private final Roster roster;
    private final RelayRemoval removal;

    RelayResource(Roster roster, RelayRemoval removal) {
        this.roster = roster;
        this.removal = removal;
    }

    @GET
    @Operation(operationId = "listRelays", summary = "List the relays and what they apply")
    public Page<RelayView> list() {
        List<RelayView> relays = roster.present().stream()
                .map(relay -> RelayView.of(relay, roster.isSilent(relay)))
                .toList();
        return new Page<>(relays, null);
    }

    @DELETE
    @Path("/{relay}")
    @Blocking
    @Operation(
            operationId = "removeRelay",
            summary = "Take a relay off the list that is switched off for good",
            description = "Changes are not waited for on it any more. A relay that still runs joins again by itself.")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove(@PathParam("relay") String relay, @Context SecurityContext security) {
        if (roster.present().stream().noneMatch(one -> one.id().equals(relay))) {
            throw new Problem.NotFound("relay", relay).asException();
        }
        removal.remove(relay, Caller.of(security));
    }
}
