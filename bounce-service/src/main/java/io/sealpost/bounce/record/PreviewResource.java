package io.sealpost.bounce.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sealpost.bounce.event.EventReader;
import io.sealpost.bounce.event.ReportDue;
import io.sealpost.bounce.event.ReportForm;
import io.sealpost.bounce.event.UnreadableEventException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For those who write templates: an event in, its report out. Nothing is stored and nothing sent. */
@Path("/v1/previews")
@Tag(name = "Previews")
@SecurityRequirement(name = "operator")
public class PreviewResource {

    private final ReportMessages messages;
    private final ObjectMapper json = new ObjectMapper();
    private final EventReader reader = new EventReader();

    PreviewResource(ReportMessages messages) {
        this.messages = messages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces("message/rfc822")
    @Operation(
            summary = "Compose a report without sending it",
            description =
                    "The body is an event as it stands on sealpost.reports-due, such as the contract's golden files or"
                            + " the event of a stored report.")
    @APIResponse(responseCode = "200", description = "The report", content = @Content(mediaType = "message/rfc822"))
    @APIResponse(
            responseCode = "400",
            description = "The event or a parameter does not fit; the detail says what would")
    public byte[] preview(
            @RequestBody(content = @Content(schema = @Schema(implementation = Object.class))) String value,
            @Parameter(description = "instead of the event's", example = "de") @QueryParam("locale") @Nullable String locale,
            @Parameter(description = "full, redacted or plain; by default that in which the event is reported first")
                    @QueryParam("form")
                    @Nullable String form) {
        ReportDue event = read(locale == null ? value : speaking(locale, value));
        if (event.envelope().hasNullReversePath() || event.recipientsToTell().isEmpty()) {
            throw RecordProblem.unreadable(
                    "nobody is told of it: its reverse path is null, or NOTIFY asks for no such" + " report");
        }
        return messages.preview(event, form == null ? event.firstForm() : form(form))
                .toBytes();
    }

    private ReportDue read(String value) {
        try {
            return reader.read(value.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableEventException e) {
            throw RecordProblem.unreadable(String.valueOf(e.getMessage()));
        }
    }

    private String speaking(String locale, String value) {
        try {
            return json.readTree(value) instanceof ObjectNode event
                    ? event.put("locale", locale).toString()
                    : value;
        } catch (JsonProcessingException e) {
            throw RecordProblem.unreadable("the value is not JSON");
        }
    }

    private static ReportForm form(String name) {
        return Arrays.stream(ReportForm.values())
                .filter(form -> form.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> RecordProblem.invalid("form", name, "one of full, redacted, plain"));
    }
}
