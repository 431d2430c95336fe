package io.sealpost.relay.admin;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.sealpost.relay.queue.DeliveryQueue;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The queue of this relay. */
@OperatorOnly
@Path("/v1/queue")
@Tag(name = "Queue", description = "Messages that this relay has accepted and not yet settled.")
@SecurityScheme(securitySchemeName = "operator", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SecurityRequirement(name = "operator")
@APIResponse(responseCode = "401", description = "The bearer secret is missing or wrong.")
@APIResponse(responseCode = "503", description = "No secret is configured: the API is closed.")
public class QueueResource {
    private static final int MAX_PAGE = 1000;

    private final Spool spool;
    private final DeliveryQueue queue;

    QueueResource(Spool spool, DeliveryQueue queue) {
        this.spool = spool;
        this.queue = queue;
    }

    @GET
    @Operation(summary = "List the queue, oldest message first")
    @APIResponse(responseCode = "200", description = "A page of it.")
    @APIResponse(responseCode = "400", description = "limit or cursor does not fit.")
    public QueuePage list(
            @Parameter(description = "nextCursor of the page before.") @QueryParam("cursor") Optional<String> cursor,
            @Parameter(description = "Messages a page, 1 to 1000.") @QueryParam("limit") @DefaultValue("100")
                    String size) {
        int limit = limit(size);
        Optional<QueueId> after = cursor.map(text -> queueId(text)
                .orElseThrow(() -> AdminProblem.BAD_PARAMETER.with("cursor: expected the nextCursor of a page")));
        List<SpooledMessage> found = spool.list(after, limit + 1);
        List<SpooledMessage> page = found.subList(0, Math.min(limit, found.size()));
        return new QueuePage(
                page.stream()
                        .map(message -> QueuePage.Item.of(message, dueAt(message)))
                        .toList(),
                found.size() > limit ? Optional.of(page.get(limit - 1).id().value()) : Optional.empty());
    }

    @GET
    @Path("/{queueId}")
    @Operation(summary = "Show one message with its recipients and what was seen of their servers")
    @APIResponse(responseCode = "200", description = "The message.")
    @APIResponse(responseCode = "404", description = "It is not in the queue: settled, or never here.")
    public MessageView show(@PathParam("queueId") String queueId) {
        SpooledMessage message = queueId(queueId).flatMap(spool::find).orElseThrow(() -> noSuchMessage(queueId));
        return MessageView.of(message, dueAt(message));
    }

    @POST
    @Path("/{queueId}/retry")
    @Operation(summary = "Try one message now")
    @APIResponse(responseCode = "202", description = "It is tried as soon as there is room.")
    @APIResponse(responseCode = "404", description = "It is not in the queue: settled, or never here.")
    public CompletionStage<Response> retry(@PathParam("queueId") String queueId) {
        QueueId id = queueId(queueId).orElseThrow(() -> noSuchMessage(queueId));
        return queue.retryNow(id).thenApply(found -> {
            if (!found) {
                throw noSuchMessage(queueId);
            }
            return Response.accepted().build();
        });
    }

    private Instant dueAt(SpooledMessage message) {
        return queue.dueAt(message.id()).orElse(message.nextAttemptAt());
    }

    private static int limit(String text) {
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_PAGE) {
            throw AdminProblem.BAD_PARAMETER.with("limit: expected 1 to " + MAX_PAGE);
        }
        return limit;
    }

    private static Optional<QueueId> queueId(String text) {
        try {
            return Optional.of(new QueueId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static HttpProblem noSuchMessage(String queueId) {
        return AdminProblem.NO_SUCH_MESSAGE.with("no message " + queueId + " is in the queue of this relay");
    }
}
