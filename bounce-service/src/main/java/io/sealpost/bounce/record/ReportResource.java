package io.sealpost.bounce.record;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** What operators may see and do: which reports there are, how each stands, the very message, and send it again. */
@Path("/v1/reports")
@Tag(name = "Reports")
@SecurityRequirement(name = "operator")
@Produces(MediaType.APPLICATION_JSON)
@Transactional
public class ReportResource {

    private static final int LARGEST_PAGE = 200;

    private final ReportRepository reports;
    private final ReportMessages messages;
    private final Resending resending;

    ReportResource(ReportRepository reports, ReportMessages messages, Resending resending) {
        this.reports = reports;
        this.messages = messages;
        this.resending = resending;
    }

    @GET
    @Operation(
            summary = "List reports, newest first",
            description = "Narrowed to those that fit all the parameters given, page by page.")
    @APIResponse(responseCode = "200", description = "A page", content = @Content(schema = @Schema(ref = "Reports")))
    @APIResponse(responseCode = "400", description = "A parameter does not fit; the detail says what would")
    public ReportView.Page list(
            @BeanParam ReportFilter filter,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "reports a page, 1 to 200") @QueryParam("limit") @DefaultValue("50") String size) {
        int limit = PageSize.of(size, LARGEST_PAGE);
        List<ReportEntity> rows = reports.list(filter, after(cursor), limit + 1);
        List<ReportEntity> page = rows.subList(0, Math.min(limit, rows.size()));
        return new ReportView.Page(
                page.stream().map(ReportView::summary).toList(), rows.size() > limit ? page.get(limit - 1).id : null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One report with its event")
    @APIResponse(responseCode = "200", description = "It", content = @Content(schema = @Schema(ref = "Report")))
    @APIResponse(responseCode = "404", description = "There is no such report")
    public ReportView get(@RestPath String id) {
        return ReportView.withEvent(find(id));
    }

    @GET
    @Path("/{id}/message")
    @Produces("message/rfc822")
    @Operation(
            summary = "The report as it is, or was, submitted",
            description = "Also where it was not sent by itself, since one message tells of many.")
    @APIResponse(responseCode = "200", description = "The message", content = @Content(mediaType = "message/rfc822"))
    @APIResponse(responseCode = "404", description = "There is no such report, or nobody may be told")
    public byte[] message(@RestPath String id) {
        ReportEntity row = find(id);
        if (row.status == ReportStatus.SUPPRESSED && row.toldBy == null) {
            throw RecordProblem.notSent(id);
        }
        return messages.of(row)
                .orElseThrow(() -> RecordProblem.unreadableEvent(id))
                .toBytes();
    }

    @POST
    @Path("/{id}/resend")
    @Operation(
            summary = "Send a report again",
            description =
                    "One that waits is due now. Any other is sent as a further copy with a Message-ID of its own, since"
                            + " a relay would take the first for known.")
    @APIResponse(
            responseCode = "202",
            description = "What is due now",
            content = @Content(schema = @Schema(ref = "Report")))
    @APIResponse(responseCode = "404", description = "There is no such report")
    @APIResponse(responseCode = "409", description = "It is being submitted just now, or nobody may be told")
    public RestResponse<ReportView> resend(@RestPath String id) {
        String due = resending.resend(find(id));
        return ResponseBuilder.<ReportView>accepted()
                .entity(ReportView.summary(find(due)))
                .location(URI.create("/v1/reports/" + due))
                .build();
    }

    private ReportEntity find(String id) {
        return stored(id).orElseThrow(() -> RecordProblem.noSuchReport(id));
    }

    /** PostgreSQL has no place for NUL in a text and refuses the query. */
    private Optional<ReportEntity> stored(String id) {
        return id.indexOf('\0') < 0 ? reports.byId(id) : Optional.empty();
    }

    private @Nullable ReportEntity after(@Nullable String cursor) {
        return cursor == null
                ? null
                : stored(cursor).orElseThrow(() -> RecordProblem.invalid("cursor", cursor, "a cursor of this list"));
    }
}
