package io.sealpost.rules.publish;

import io.sealpost.rules.change.Epochs;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For operators, after the database was restored. */
@Path("/v1/epoch")
@Tag(name = "Operation", description = "For operators")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class EpochResource {

    private final Epochs epochs;

    EpochResource(Epochs epochs) {
        this.epochs = epochs;
    }

    @POST
    @Operation(
            operationId = "raiseEpoch",
            summary = "Publish everything anew after a restore of the database",
            description = "Everything is published again and counts as newer than all that was published before; what "
                    + "the topic has and the database lacks is published as deleted. The epoch may rise by more "
                    + "than one where the topic has a higher one than the restored database.")
    @APIResponse(
            responseCode = "202",
            description = "Raised; publishing has begun",
            content = @Content(schema = @Schema(implementation = RaisedEpoch.class)))
    public Response raise() {
        return Response.accepted(new RaisedEpoch(epochs.raise())).build();
    }

    /** The epoch after it was raised. */
    @Schema(name = "Epoch")
    record RaisedEpoch(@Schema(examples = "2") long epoch) {}
}
