package io.sealpost.rules.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.MergePatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rule.RuleEndpoint.Write;
import io.sealpost.rules.tenant.Organization;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Rules of an organization over REST. */
@Path("/v1/organizations/{organization}/rules")
@Tag(name = "Organization rules", description = "Message rules of an organization, for all domains below it")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class OrganizationRuleResource {

    private final RuleEndpoint rules;

    OrganizationRuleResource(RuleEndpoint rules) {
        this.rules = rules;
    }

    @GET
    @Operation(operationId = "listOrganizationRules", summary = "List an organization's rules in their order")
    public Page<Rule> list(
            @PathParam("organization") String organization,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return rules.list(scope(organization), cursor, limit);
    }

    @GET
    @Path("/{rule}")
    @Operation(operationId = "getOrganizationRule", summary = "Read an organization's rule")
    public RestResponse<Rule> get(@PathParam("organization") String organization, @PathParam("rule") UUID rule) {
        return rules.get(scope(organization), rule);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addOrganizationRule",
            summary = "Add a rule behind an organization's others",
            description = "Without enabled it is off until it is switched on.")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> add(
            @PathParam("organization") String organization,
            RuleBody body,
            @QueryParam("wait") @Nullable String wait,
            @Context SecurityContext security) {
        return rules.add(scope(organization), body, new Write(wait, null, security));
    }

    @PUT
    @Path("/{rule}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replaceOrganizationRule", summary = "Replace an organization's rule, in its place")
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> replace(
            @PathParam("organization") String organization,
            @PathParam("rule") UUID rule,
            RuleBody body,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        return rules.replace(scope(organization), rule, body, new Write(wait, ifMatch, security));
    }

    @PATCH
    @Path("/{rule}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchOrganizationRule",
            summary = "Change parts of an organization's rule",
            description = "A JSON merge patch (RFC 7396): lists are replaced as a whole, null takes a value away.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RuleBody.class),
                            examples = @ExampleObject(name = "switch on", value = "{\"enabled\": true}")))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> patch(
            @PathParam("organization") String organization,
            @PathParam("rule") UUID rule,
            JsonNode patch,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        return rules.patch(scope(organization), rule, patch, new Write(wait, ifMatch, security));
    }

    @DELETE
    @Path("/{rule}")
    @Operation(operationId = "deleteOrganizationRule", summary = "Delete an organization's rule")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Response> delete(
            @PathParam("organization") String organization,
            @PathParam("rule") UUID rule,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        return rules.delete(scope(organization), rule, new Write(wait, ifMatch, security));
    }

    private static Scope scope(String organization) {
        if (!Organization.isId(organization)) {
            throw new Problem.NotFound("organization", organization).asException();
        }
        return Scope.organization(organization);
    }
}
