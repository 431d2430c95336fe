package io.sealpost.rules.scope;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.access.Caller;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.MergePatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.rollout.Answers;
import io.sealpost.rules.rollout.WaitTime;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Submitters of a domain over REST. */
@Path("/v1/domains/{domain}/submitters")
@Tag(name = "Submitters", description = "Who may hand in a domain's mail")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SubmitterResource {

    private final SubmitterStore store;
    private final Answers answers;

    SubmitterResource(SubmitterStore store, Answers answers) {
        this.store = store;
        this.answers = answers;
    }

    @GET
    @Operation(operationId = "listSubmitters", summary = "List a domain's submitters")
    public Page<SubmitterView> list(
            @PathParam("domain") String domain,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return store.list(DomainBody.existing(domain), Cursor.of(cursor, limit));
    }

    @GET
    @Path("/{submitter}")
    @Operation(operationId = "getSubmitter", summary = "Read a submitter")
    public SubmitterView get(@PathParam("domain") String domain, @PathParam("submitter") UUID id) {
        return store.get(DomainBody.existing(domain), id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addSubmitter",
            summary = "Let a network, or whoever holds a credential, hand in a domain's mail",
            description = "With a username, the answer holds the secret of its login; it is shown this once.")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = SubmitterView.class)))
    public Uni<Response> add(
            @PathParam("domain") String domain,
            SubmitterBody body,
            @QueryParam("wait") @Nullable String wait,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        var name = DomainBody.existing(domain);
        var caller = Caller.in(security);
        return answers.to(
                body.identity()
                        .match(
                                network -> store.addNetwork(name, network, body.values(), caller),
                                username -> store.addCredential(name, username, body.values(), caller)),
                time);
    }

    @PATCH
    @Path("/{submitter}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchSubmitter",
            summary = "Suspend a submitter, limit it, or let it forward",
            description = "A JSON merge patch (RFC 7396): null sets the default.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = SubmitterChange.class),
                            examples = @ExampleObject(name = "suspend", value = "{\"suspended\": true}")))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = SubmitterView.class)))
    public Uni<Response> patch(
            @PathParam("domain") String domain,
            @PathParam("submitter") UUID id,
            JsonNode patch,
            @QueryParam("wait") @Nullable String wait,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        return answers.to(store.patch(DomainBody.existing(domain), id, patch, Caller.in(security)), time);
    }

    @POST
    @Path("/{submitter}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateSubmitter",
            summary = "Give a credential a new secret",
            description =
                    "The secret is in the answer, once. The present one stays valid for the overlap; one before it"
                            + " ends at once.")
    @APIResponse(
            responseCode = "200",
            description = "Rotated",
            content = @Content(schema = @Schema(implementation = SubmitterView.class)))
    public Uni<Response> rotate(
            @PathParam("domain") String domain,
            @PathParam("submitter") UUID id,
            Overlap body,
            @QueryParam("wait") @Nullable String wait,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        return answers.to(store.rotate(DomainBody.existing(domain), id, body.duration(), Caller.in(security)), time);
    }

    @DELETE
    @Path("/{submitter}")
    @Operation(operationId = "deleteSubmitter", summary = "Take a submitter away")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Response> delete(
            @PathParam("domain") String domain,
            @PathParam("submitter") UUID id,
            @QueryParam("wait") @Nullable String wait,
            @Context SecurityContext security) {
        var time = WaitTime.parse(wait);
        return answers.to(store.delete(DomainBody.existing(domain), id, Caller.in(security)), time);
    }
}
