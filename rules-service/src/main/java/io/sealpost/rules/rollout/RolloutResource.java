package io.sealpost.rules.rollout;

import io.sealpost.rules.change.Changes;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.change.ScopeRevision;
import io.sealpost.rules.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether the present state of a scope is in force, asked at any time. */
@Path("/v1")
@Tag(name = "Rollout", description = "Whether a state is in force on every relay")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RolloutResource {

    /** So long relays may take to be heard where the caller names no time. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Changes changes;
    private final Waits waits;

    RolloutResource(Changes changes, Waits waits) {
        this.changes = changes;
        this.waits = waits;
    }

    @GET
    @Path("/domains/{domain}/rollout")
    @Operation(
            operationId = "getDomainRollout",
            summary = "Whether the present state of a domain is in force",
            description = "Of the domain alone; its organizations have rollouts of their own.")
    public Uni<Rollout> domain(@PathParam("domain") String domain, @QueryParam("wait") @Nullable String wait) {
        return of(() -> Scope.ofKey("domain/" + domain), new Problem.NotFound("domain", domain), wait);
    }

    @GET
    @Path("/organizations/{organization}/rollout")
    @Operation(
            operationId = "getOrganizationRollout",
            summary = "Whether the present state of an organization is in force",
            description = "Of the organization alone; its domains and address lists have rollouts of their own.")
    public Uni<Rollout> organization(
            @PathParam("organization") String organization, @QueryParam("wait") @Nullable String wait) {
        return of(
                () -> Scope.ofKey("organization/" + organization),
                new Problem.NotFound("organization", organization),
                wait);
    }

    @GET
    @Path("/organizations/{organization}/address-lists/{list}/rollout")
    @Operation(
            operationId = "getAddressListRollout",
            summary = "Whether the present state of an address list is in force")
    public Uni<Rollout> addressList(
            @PathParam("organization") String organization,
            @PathParam("list") String list,
            @QueryParam("wait") @Nullable String wait) {
        return of(
                () -> Scope.ofKey("address-list/" + organization + "/" + list),
                new Problem.NotFound("address list", list),
                wait);
    }

    private Uni<Rollout> of(Supplier<Scope> scope, Problem missing, @Nullable String wait) {
        Duration most = WaitTime.parse(wait).orElse(MOMENT);
        ScopeRevision present;
        try {
            present = changes.present(scope.get());
        } catch (IllegalArgumentException noKey) {
            throw missing.asException();
        }
        return waits.until(present, most);
    }
}
