package io.sealpost.rules.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.rules.access.Right;
import io.sealpost.rules.change.Scope;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.Flag;
import io.sealpost.rules.problem.IfMatch;
import io.sealpost.rules.problem.MergePatch;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.rollout.Answers;
import io.sealpost.rules.rollout.Write;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Single rules over REST, the same for domains and organizations. */
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public abstract class RuleResource {

    private final Rules rules;
    private final RuleDocuments documents;
    private final Findings findings;
    private final RuleRights rights;
    private final Answers answers;

    RuleResource(Rules rules, RuleDocuments documents, Findings findings, RuleRights rights, Answers answers) {
        this.rules = rules;
        this.documents = documents;
        this.findings = findings;
        this.rights = rights;
        this.answers = answers;
    }

    /** The scope that the path of the request names; a problem where it can name none. */
    abstract Scope scope();

    @GET
    @Operation(operationId = "listRules", summary = "List rules in their order")
    public Page<Rule> list(
            @BeanParam RuleFilter filter,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        return rules.list(scope(), filter, Cursor.of(cursor, limit));
    }

    @GET
    @Path("/{rule}")
    @Operation(operationId = "getRule", summary = "Read a rule")
    public RestResponse<Rule> get(@PathParam("rule") UUID rule) {
        Rule present = rules.get(scope(), rule);
        return ResponseBuilder.ok(present)
                .header("ETag", IfMatch.etag(present.revision()))
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addRule",
            summary = "Add a rule behind the others",
            description = "Without enabled it is off until it is switched on.")
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> add(RuleBody body, @BeanParam Write write) {
        Scope scope = scope();
        return answers.to(write, () -> rules.add(scope, RuleCheck.values(body), write.by()));
    }

    @PUT
    @Path("/{rule}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replaceRule", summary = "Replace a rule, in its place")
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> replace(@PathParam("rule") UUID rule, RuleBody body, @BeanParam Write write) {
        Scope scope = scope();
        RuleValues values = RuleCheck.values(body);
        return change(scope, rule, present -> values, write);
    }

    @PATCH
    @Path("/{rule}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    @Operation(
            operationId = "patchRule",
            summary = "Change parts of a rule",
            description = "A JSON merge patch (RFC 7396): lists are replaced as a whole, null takes a value away.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/RulePatch"),
                            examples = @ExampleObject(name = "switch on", value = "{\"enabled\": true}")))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> patch(@PathParam("rule") UUID rule, JsonNode patch, @BeanParam Write write) {
        return change(scope(), rule, present -> RuleJson.patched(present, patch), write);
    }

    @DELETE
    @Path("/{rule}")
    @Operation(operationId = "deleteRule", summary = "Delete a rule")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Response> delete(@PathParam("rule") UUID rule, @BeanParam Write write) {
        Scope scope = scope();
        return answers.to(write, () -> rules.delete(scope, rule, write.condition(), write.by()));
    }

    @POST
    @Path("/{rule}/move")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "moveRule",
            summary = "Put a rule right before or right behind another one",
            description = "The rule itself stays what it is, and so does its ETag.")
    @APIResponse(
            responseCode = "200",
            description = "Moved, or there already",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> move(@PathParam("rule") UUID rule, MoveBody body, @BeanParam Write write) {
        Scope scope = scope();
        return answers.to(write, () -> rules.move(scope, rule, write.condition(), body.place(), write.by()));
    }

    @POST
    @Path("/{rule}/copy")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "copyRule",
            summary = "Copy a rule behind the others of a domain or organization",
            description = "The caller needs rights on both.")
    @APIResponse(
            responseCode = "201",
            description = "Copied; Location says where to",
            content = @Content(schema = @Schema(implementation = Rule.class)))
    public Uni<Response> copy(@PathParam("rule") UUID rule, CopyBody body, @BeanParam Write write) {
        RuleValues copy = body.of(rules.get(scope(), rule).values());
        Scope target = body.target();
        rights.require(Right.WRITE, target);
        return answers.to(write, () -> rules.add(target, copy, write.by()));
    }

    @GET
    @Path("/document")
    @Operation(
            operationId = "getRuleDocument",
            summary = "Read all rules as one document",
            description = "The document that PUT takes, for version control. Its ETag is the revision of the whole.")
    public RestResponse<RuleDocument> document() {
        RuleDocuments.Snapshot present = documents.get(scope());
        return ResponseBuilder.ok(present.document())
                .header("ETag", IfMatch.etag(present.revision()))
                .build();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "applyRules",
            summary = "Make the rules exactly these",
            description = "In one transaction and one revision: rules of the same name and direction are changed and "
                    + "keep their ids, others are created or deleted, and their order becomes that of the document. "
                    + "What is as wanted already is not touched; where all is, the ETag stays.")
    @APIResponse(
            responseCode = "200",
            description = "Applied; with dryRun nothing was changed",
            content = @Content(schema = @Schema(implementation = RuleDiff.class)))
    public Uni<Response> apply(
            RuleDocument body,
            @Parameter(description = "Only tell what would change", example = "true") @QueryParam("dryRun") @Nullable String dryRun,
            @BeanParam Write write) {
        Scope scope = scope();
        boolean dry = Flag.parse("dryRun", dryRun);
        return answers.to(write, () -> documents.apply(scope, write.condition(), body.values(), dry, write.by()));
    }

    @GET
    @Path("/findings")
    @Operation(
            operationId = "listRuleFindings",
            summary = "List what is allowed and yet looks like a mistake",
            description = "Of an organization also in its address lists.")
    public Page<Finding> findings() {
        return new Page<>(findings.of(scope()), null);
    }

    private Uni<Response> change(Scope scope, UUID rule, UnaryOperator<RuleValues> edit, Write write) {
        return answers.to(write, () -> rules.change(scope, rule, write.condition(), edit, write.by()));
    }
}
