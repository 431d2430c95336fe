package io.sealpost.relay.admin;

import io.sealpost.relay.spool.DamagedRecord;
import io.sealpost.relay.spool.Spool;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The envelope records that this relay set aside, since they cannot be read. */
@OperatorOnly
@Path("/v1/damaged-records")
@Tag(name = "Spool", description = "Records of the spool that were set aside: their messages wait for an operator.")
@SecurityRequirement(name = "operator")
@APIResponse(responseCode = "401", description = "The bearer secret is missing or wrong.")
@APIResponse(responseCode = "503", description = "No secret is configured: the API is closed.")
public class DamagedRecordResource {
    private final Spool spool;

    DamagedRecordResource(Spool spool) {
        this.spool = spool;
    }

    @GET
    @Operation(summary = "List the envelope records that were found damaged since the start")
    @APIResponse(responseCode = "200", description = "A page of them, in the order of their queue ids.")
    @APIResponse(responseCode = "400", description = "A parameter does not fit; the detail names it.")
    public DamagedRecordPage list(
            @Parameter(description = "nextCursor of the page before.") @QueryParam("cursor") Optional<String> cursor,
            @Parameter(description = "Records a page, 1 to 1000.") @QueryParam("limit") @DefaultValue("100")
                    String size) {
        int limit = PageSize.parse(size);
        List<DamagedRecord> found = spool.damaged().stream()
                .filter(record -> cursor.isEmpty() || record.key().compareTo(cursor.get()) > 0)
                .limit(limit + 1L)
                .toList();
        List<DamagedRecord> page = found.subList(0, Math.min(limit, found.size()));
        return new DamagedRecordPage(
                page.stream().map(DamagedRecordPage.Item::of).toList(),
                found.size() > limit ? Optional.of(page.get(limit - 1).key()) : Optional.empty());
    }

    @GET
    @Path("/{queueId}")
    @Operation(summary = "Show one of them with what is stored of it")
    @APIResponse(responseCode = "200", description = "The record.")
    @APIResponse(responseCode = "404", description = "No record of that name was found damaged.")
    public DamagedRecordPage.Detail show(@PathParam("queueId") String queueId) {
        return spool.damaged().stream()
                .filter(record -> record.key().equals(queueId))
                .findFirst()
                .map(DamagedRecordPage.Detail::of)
                .orElseThrow(() -> AdminProblem.NO_SUCH_RECORD.with(
                        "no envelope record " + queueId + " was found damaged since the start of this relay"));
    }
}
