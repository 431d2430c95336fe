package io.sealpost.rules.scope;

import io.sealpost.rules.access.Caller;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.rollout.Answers;
import io.sealpost.rules.rollout.WaitTime;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Organizations over REST. */
@Path("/v1/organizations")
@Tag(name = "Organizations", description = "Companies, and the providers above them")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class OrganizationResource {

    private final OrganizationStore store;
    private final Answers answers;

    OrganizationResource(OrganizationStore store, Answers answers) {
        this.store = store;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listOrganizations", summary = "List organizations by id")
    public Page<OrganizationView> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        return store.list(Cursor.of(cursor, limit));
    }

    @GET
    @Path("/{organization}")
    @Operation(operationId = "getOrganization", summary = "Read an organization")
    public RestResponse<OrganizationView> get(@PathParam("organization") String id) {
        OrganizationView view = store.get(id);
        return ResponseBuilder.ok(view)
                .header("ETag", IfMatch.etag(view.revision()))
                .build();
    }

    @PUT
    @Path("/{organization}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putOrganization", summary = "Create an organization or replace it")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = OrganizationView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = OrganizationView.class)))
    public Uni<Response> put(
            @PathParam("organization") String id,
            OrganizationBody body,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        return answers.to(store.put(id, body.values(id), new IfMatch(ifMatch), Caller.of(security)), time);
    }

    @DELETE
    @Path("/{organization}")
    @Operation(
            operationId = "deleteOrganization",
            summary = "Delete an organization and its rules",
            description = "It must have no domains and no organizations below it.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Response> delete(
            @PathParam("organization") String id,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        return answers.to(store.delete(id, new IfMatch(ifMatch), Caller.of(security)), time);
    }
}
