package io.sealpost.rules.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.rules.problem.Cursor;
import io.sealpost.rules.problem.Page;
import io.sealpost.rules.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit over REST: read only, for there is nothing else to do with it. */
@Path("/v1/audit")
@Tag(name = "Audit", description = "Who changed what")
@Blocking
public class AuditResource {

    private static final String NDJSON = "application/x-ndjson";

    private final AuditLog log;
    private final ObjectMapper json;

    AuditResource(AuditLog log, ObjectMapper json) {
        this.log = log;
        this.json = json;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listAudit",
            summary = "List changes in the order in which they were sealed",
            description = "Those of the caller's subtree; an operator sees all. A change stands here within a second.")
    public Page<SealedEntry> list(
            @QueryParam("scope") @Nullable String scope,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable String limit) {
        Cursor page = Cursor.of(cursor, limit);
        List<SealedEntry> read = log.after(page.afterNumber(), page.fetch(), AuditFilter.of(scope, actor, from, until));
        return Page.of(read, page, entry -> Long.toString(entry.position()), entry -> entry);
    }

    @GET
    @Path("/export")
    @Produces(NDJSON)
    @Operation(
            operationId = "exportAudit",
            summary = "Export changes, one JSON object a line",
            description = "The same as the list, without pages.")
    @APIResponse(
            responseCode = "200",
            description = "A change on each line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = SealedEntry.class)))
    public StreamingOutput export(
            @QueryParam("scope") @Nullable String scope,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until) {
        AuditFilter filter = AuditFilter.of(scope, actor, from, until);
        return lines -> write(lines, filter);
    }

    private void write(OutputStream lines, AuditFilter filter) throws IOException {
        List<SealedEntry> page = log.page(0, filter);
        while (!page.isEmpty()) {
            for (SealedEntry entry : page) {
                lines.write(json.writeValueAsBytes(entry));
                lines.write('\n');
            }
            page = log.page(page.get(page.size() - 1).position(), filter);
        }
    }

    @GET
    @Path("/verification")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyAudit",
            summary = "Say up to which change the chain of hashes holds",
            description =
                    "Reads every change and computes every hash anew, about 50,000 a second; with after only those "
                            + "behind a position that was verified before.")
    public Verification verify(@QueryParam("after") @Nullable String after) {
        Verification before = log.begin(position(after));
        Verification verified = log.verify(before);
        while (!verified.equals(before)) {
            before = verified;
            verified = log.verify(before);
        }
        return log.end(verified);
    }

    private static long position(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!after.matches("\\d{1,18}")) {
            throw new Problem.BadParameter("after", after, "a position of the chain").asException();
        }
        return Long.parseLong(after);
    }
}
