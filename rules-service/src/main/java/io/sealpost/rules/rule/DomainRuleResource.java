package io.sealpost.rules.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.MergePatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rule.RuleEndpoint.Write;
import io.sealpost.rules.tenant.DomainName;
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

/** Rules of a domain over REST. */
@Path("/v1/domains/{domain}/rules")
@Tag(name = "Domain rules", description = "Message rules of a domain")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DomainRuleResource {

    private final RuleEndpoint rules;

    DomainRuleResource(RuleEndpoint rules) {
        this.rules = rules;
    }

    @GET
    @Operation(operationId = "listDomainRules", summary = "List a domain's rules in their order")
    public Page<Rule> list(
            @PathParam("domain") String domain,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return rules.list(scope(domain), cursor, limit);
    }

    @GET
    @Path("/{rule}")
    @Operation(operationId = "getDomainRule", summary = "Read a domain's rule")
    public RestResponse<Rule> get(@PathParam("domain") String domain, @PathParam("rule") UUID rule) {
        return rules.get(scope(domain), rule);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addDomainRule",
            summary = "Add a rule behind a domain's others",
            description = "Without enabled it is off until it is switched on.")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> add(
            @PathParam("domain") String domain,
            RuleBody body,
            @QueryParam("wait") @Nullable String wait,
            @Context SecurityContext security) {
        return rules.add(scope(domain), body, new Write(wait, null, security));
    }

    @PUT
    @Path("/{rule}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replaceDomainRule", summary = "Replace a domain's rule, in its place")
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> replace(
            @PathParam("domain") String domain,
            @PathParam("rule") UUID rule,
            RuleBody body,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        return rules.replace(scope(domain), rule, body, new Write(wait, ifMatch, security));
    }

    @PATCH
    @Path("/{rule}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchDomainRule",
            summary = "Change parts of a domain's rule",
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
            @PathParam("domain") String domain,
            @PathParam("rule") UUID rule,
            JsonNode patch,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        return rules.patch(scope(domain), rule, patch, new Write(wait, ifMatch, security));
    }

    @DELETE
    @Path("/{rule}")
    @Operation(operationId = "deleteDomainRule", summary = "Delete a domain's rule")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Response> delete(
            @PathParam("domain") String domain,
            @PathParam("rule") UUID rule,
            @QueryParam("wait") @Nullable String wait,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext security) {
        return rules.delete(scope(domain), rule, new Write(wait, ifMatch, security));
    }

    private static Scope scope(String domain) {
        return DomainName.parse(domain)
                .map(name -> Scope.domain(name.ascii()))
                .orElseThrow(() -> new Problem.NotFound("domain", domain).asException());
    }
}
