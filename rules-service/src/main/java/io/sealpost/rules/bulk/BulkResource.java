package io.sealpost.rules.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.rules.access.Caller;
import io.sealpost.rules.bulk.Places.Place;
import io.sealpost.rules.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Import and export over REST; both are streams, line by line. */
@Path("/v1")
@Tag(name = "Bulk", description = "Everything at once")
@Blocking
public class BulkResource {

    private static final String NDJSON = "application/x-ndjson";

    private final Importer importer;
    private final Exporter exporter;
    private final Bodies bodies;
    private final ObjectMapper json;
    private final Places exports = new Places();

    BulkResource(Importer importer, Exporter exporter, Bodies bodies, ObjectMapper json) {
        this.importer = importer;
        this.bodies = bodies;
        this.exporter = exporter;
        this.json = json;
    }

    @POST
    @Path("/import")
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Operation(
            operationId = "importAll",
            summary = "Create or replace many organizations, address lists, domains and rules",
            description = "One thing a line. Lines of one organization that stand together are stored together or not "
                    + "at all. The answer has a line for each, as soon as its organization is done. What is as a line "
                    + "says already is left alone: an import that broke off can be sent again.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(implementation = Line.class),
                            examples =
                                    @ExampleObject(
                                            name = "an organization",
                                            value =
                                                    "{\"organization\": {\"id\": \"acme\", \"displayName\": \"Acme\"}}")))
    @APIResponse(
            responseCode = "200",
            description = "What became of each line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = Outcome.class)))
    public StreamingOutput importAll(
            InputStream body,
            @Parameter(description = "Pass over the lines before this one, to resume", example = "1")
                    @QueryParam("fromLine")
                    @Nullable String fromLine,
            @Context SecurityContext security)
            throws IOException {
        long first = fromLine == null ? 1 : number(fromLine);
        String by = Caller.of(security);
        Bodies.Kept kept = bodies.keep(body, Caller.in(security).id());
        return answer -> {
            try (kept;
                    InputStream lines = kept.open()) {
                importer.run(new LineReader(lines, first), by, outcomes -> tell(outcomes, answer));
            }
        };
    }

    private void tell(List<Outcome> outcomes, OutputStream answer) throws IOException {
        for (Outcome outcome : outcomes) {
            write(outcome, answer);
        }
        answer.flush();
    }

    @GET
    @Path("/export")
    @Produces(NDJSON)
    @Operation(
            operationId = "exportAll",
            summary = "Read everything that the key reaches, as an import takes it",
            description =
                    "Organizations from the top, each with its address lists, rules and domains, as of one moment. "
                            + "Submitters and keys are not among it.")
    @APIResponse(
            responseCode = "200",
            description = "One thing a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = Line.class)))
    public StreamingOutput exportAll(@Context SecurityContext security) {
        String caller = Caller.in(security).id();
        return answer -> {
            Place place = exports.take(caller);
            try (place) {
                exporter.run(line -> write(line, answer));
            }
        };
    }

    private void write(Object line, OutputStream answer) throws IOException {
        answer.write(json.writeValueAsBytes(line));
        answer.write('\n');
    }

    private static long number(String fromLine) {
        if (!fromLine.matches("[1-9]\\d{0,8}")) {
            throw new Problem.BadParameter("fromLine", fromLine, "the number of a line, from 1").asException();
        }
        return Long.parseLong(fromLine);
    }
}
