package io.sealpost.bounce.record;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which records could not be read. Their first octets are in the table {@code unreadable_record}. */
@Path("/v1/unreadable-records")
@Tag(name = "Reports")
@SecurityRequirement(name = "operator")
@Produces(MediaType.APPLICATION_JSON)
public class UnreadableResource {

    private static final int MOST = 1_000;

    private final UnreadableRecords records;

    UnreadableResource(UnreadableRecords records) {
        this.records = records;
    }

    @GET
    @Operation(summary = "List records of the topic that no event could be read from, newest first")
    public UnreadableView.Items list(@QueryParam("limit") @DefaultValue("50") String limit) {
        return new UnreadableView.Items(records.newest(PageSize.of(limit, MOST)));
    }
}
