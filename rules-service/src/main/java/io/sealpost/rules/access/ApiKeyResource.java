package io.sealpost.rules.access;

import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.Page;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Keys over REST. */
@Path("/v1/api-keys")
@Tag(name = "API keys", description = "Who may call, and what they reach")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ApiKeyResource {

    private final ApiKeyStore store;

    ApiKeyResource(ApiKeyStore store) {
        this.store = store;
    }

    @GET
    @Operation(
            operationId = "listApiKeys",
            summary = "List API keys by id",
            description = "Those of the caller's organization and below it; an operator sees all.")
    public Page<ApiKeyView> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
        return store.list(Cursor.of(cursor, limit));
    }

    @GET
    @Path("/{key}")
    @Operation(operationId = "getApiKey", summary = "Read what an API key allows and when it was last used")
    public ApiKeyView get(@PathParam("key") String key) {
        return store.get(key);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createApiKey",
            summary = "Make an API key",
            description = "The answer holds the key, once: only its SHA-256 is kept. It allows at most what the key "
                    + "of the request allows: no higher role, no organization beside or above its own, no later end.")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = ApiKeyView.class)))
    public Response create(ApiKeyBody body) {
        ApiKeyView made = store.create(body);
        return Response.created(URI.create("/v1/api-keys/" + made.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(made)
                .build();
    }

    @DELETE
    @Path("/{key}")
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = "From the answer on no instance takes it. The last operator's key stays.")
    @APIResponse(responseCode = "204", description = "Revoked")
    public void revoke(@PathParam("key") String key) {
        store.revoke(key);
    }
}
