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
import jakarta.ws.rs.POST;
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

/** Domains over REST. */
@Path("/v1/domains")
@Tag(name = "Domains", description = "Domains whose mail is carried")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DomainResource {

    private final DomainStore store;
    private final DomainVerification verification;
    private final Answers answers;

    DomainResource(DomainStore store, DomainVerification verification, Answers answers) {
        this.store = store;
        this.verification = verification;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listDomains", summary = "List domains by name")
    public Page<DomainView> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        return store.list(Cursor.of(cursor, limit));
    }

    @GET
    @Path("/{domain}")
    @Operation(operationId = "getDomain", summary = "Read a domain")
    public RestResponse<DomainView> get(@PathParam("domain") String domain) {
        DomainView view = store.get(DomainBody.existing(domain));
        return ResponseBuilder.ok(view)
                .header("ETag", IfMatch.etag(view.revision()))
                .build();
    }

    @PUT
    @Path("/{domain}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putDomain",
            summary = "Create a domain or replace it",
            description =
                    "With an operator's key it is verified at once; else a new one is pending until the DNS shows its "
                            + "challenge, and no mail of it is taken.")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = DomainView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = DomainView.class)))
    public Uni<Response> put(
            @PathParam("domain") String domain,
            DomainBody body,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        return answers.to(
                store.put(DomainBody.name(domain), body.values(), new IfMatch(ifMatch), Caller.of(security)), time);
    }

    @POST
    @Path("/{domain}/verification")
    @Operation(
            operationId = "verifyDomain",
            summary = "Look for a pending domain's challenge in the DNS now",
            description = "It is looked for every few minutes, too. 409 while the DNS does not show it.")
    @APIResponse(
            responseCode = "200",
            description = "The domain is verified",
            content = @Content(schema = @Schema(implementation = DomainView.class)))
    public Uni<Response> verify(
            @PathParam("domain") String domain,
            @QueryParam("wait") @Nullable String wait,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        return answers.to(verification.verify(DomainBody.existing(domain), Caller.of(security)), time);
    }

    @DELETE
    @Path("/{domain}")
    @Operation(operationId = "deleteDomain", summary = "Delete a domain with its submitters and rules")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Response> delete(
            @PathParam("domain") String domain,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        return answers.to(store.delete(DomainBody.existing(domain), new IfMatch(ifMatch), Caller.of(security)), time);
    }
}
