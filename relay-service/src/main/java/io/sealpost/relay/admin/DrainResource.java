package io.sealpost.relay.admin;

import io.sealpost.relay.ingress.Drain;
import io.sealpost.relay.queue.DeliveryQueue;
import io.sealpost.relay.spool.Spool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Empties this relay, so that it may be taken away. */
@OperatorOnly
@Path("/v1/drain")
@Tag(name = "Drain", description = "Takes no more mail and delivers what is there, before a relay is taken away.")
@SecurityRequirement(name = "operator")
@APIResponse(responseCode = "200", description = "What the relay does about mail, and what is left.")
@APIResponse(responseCode = "401", description = "The bearer secret is missing or wrong.")
@APIResponse(responseCode = "503", description = "No secret is configured: the API is closed.")
public class DrainResource {
    private final Drain drain;
    private final DeliveryQueue queue;
    private final Spool spool;

    DrainResource(Drain drain, DeliveryQueue queue, Spool spool) {
        this.drain = drain;
        this.queue = queue;
        this.spool = spool;
    }

    @GET
    @Operation(summary = "Say what is left")
    public DrainStatus show() {
        return DrainStatus.of(drain, queue, spool);
    }

    @PUT
    @Operation(
            summary = "Take no more mail",
            description =
                    "New and idle clients hear 421 4.3.2, HTTP submission answers 503, the readiness check smtp is"
                            + " down; transactions under way come to their end. What is in the queue is delivered as ever. A"
                            + " drained relay says goodbye when it is stopped. A start takes mail again.")
    public DrainStatus begin() {
        drain.begin();
        return show();
    }
}
