package io.sealpost.bounce.record;

import io.sealpost.bounce.dsn.ReportComposer;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.UnreadableEventException;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What operators may see: which reports there are, how each stands, and the very message. */
@Path("/v1/reports")
@Tag(name = "Reports")
@SecurityRequirement(name = "operator")
@Produces(MediaType.APPLICATION_JSON)
@Transactional
public class ReportResource {

    private static final int LARGEST_PAGE = 200;

    private final ReportRepository reports;
    private final EventReader reader = new EventReader();
    private final ReportComposer composer = new ReportComposer();

    ReportResource(ReportRepository reports) {
        this.reports = reports;
    }

    @GET
    @Operation(summary = "List reports, newest first")
    public ReportView.Page list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("event") @Nullable String event,
            @QueryParam("queueId") @Nullable String queueId,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String size) {
        int limit = PageSize.of(size, LARGEST_PAGE);
        var filter =
                new ReportRepository.Filter(status(status), identifier("event", event), identifier("queueId", queueId));
        List<ReportEntity> rows = reports.list(filter, after(cursor), limit + 1);
        List<ReportEntity> page = rows.subList(0, Math.min(limit, rows.size()));
        return new ReportView.Page(
                page.stream().map(ReportView::summary).toList(), rows.size() > limit ? page.get(limit - 1).id : null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One report with its event")
    public ReportView get(@RestPath String id) {
        return ReportView.withEvent(find(id));
    }

    @GET
    @Path("/{id}/message")
    @Produces("message/rfc822")
    @Operation(summary = "The report as it is, or was, submitted")
    public byte[] message(@RestPath String id) throws UnreadableEventException {
        ReportEntity row = find(id);
        if (row.status == ReportStatus.SUPPRESSED) {
            throw RecordProblem.notSent(id);
        }
        return composer.compose(reader.read(row.event.value), row.form, row.createdAt)
                .toBytes();
    }

    private ReportEntity find(String id) {
        return stored(id).orElseThrow(() -> RecordProblem.noSuchReport(id));
    }

    /** PostgreSQL has no place for NUL in a text and refuses the query. */
    private Optional<ReportEntity> stored(String id) {
        return id.indexOf('\0') < 0 ? reports.byId(id) : Optional.empty();
    }

    private static @Nullable String identifier(String parameter, @Nullable String id) {
        if (id != null && id.indexOf('\0') >= 0) {
            throw RecordProblem.invalid(parameter, id, "an id without NUL characters");
        }
        return id;
    }

    private static @Nullable ReportStatus status(@Nullable String name) {
        return name == null
                ? null
                : ReportStatus.ofWireName(name)
                        .orElseThrow(() -> RecordProblem.invalid(
                                "status", name, "one of received, submitted, suppressed, failed"));
    }

    private @Nullable ReportEntity after(@Nullable String cursor) {
        return cursor == null
                ? null
                : stored(cursor).orElseThrow(() -> RecordProblem.invalid("cursor", cursor, "a cursor of this list"));
    }
}
