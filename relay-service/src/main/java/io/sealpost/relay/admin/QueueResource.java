package io.sealpost.relay.admin;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.sealpost.relay.queue.DeliveryQueue;
import io.sealpost.relay.queue.Interventions;
import io.sealpost.relay.report.OperatorAct;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.vertx.core.Future;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
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
    private final Spool spool;
    private final DeliveryQueue queue;
    private final Interventions interventions;

    QueueResource(Spool spool, DeliveryQueue queue, Interventions interventions) {
        this.spool = spool;
        this.queue = queue;
        this.interventions = interventions;
    }

    @GET
    @Operation(
            summary = "List the queue, oldest message first",
            description =
                    "What is given must all fit; domain, requirement, class and state one recipient that waits or is held. A page looks"
                            + " at 20,000 messages at most: it may be short, or empty, and still name a next one.")
    @APIResponse(responseCode = "200", description = "A page of it.")
    @APIResponse(responseCode = "400", description = "A parameter does not fit; the detail names it.")
    public QueuePage list(
            @Parameter(description = "The domain of a recipient.", example = "bank.example") @QueryParam("domain")
                    Optional<String> domain,
            @Parameter(description = "The reverse path: an address, a domain, or <> for the null path.")
                    @QueryParam("sender")
                    Optional<String> sender,
            @Parameter(description = "The level that is demanded; may: none.", example = "encrypt")
                    @QueryParam("requirement")
                    Optional<String> requirement,
            @Parameter(description = "The class of what was last seen.", example = "TLS-ABSENT") @QueryParam("class")
                    Optional<String> kind,
            @Parameter(description = "waiting, or held by a rule.", example = "held") @QueryParam("state")
                    Optional<String> state,
            @Parameter(description = "nextCursor of the page before.") @QueryParam("cursor") Optional<String> cursor,
            @Parameter(description = "Messages a page, 1 to 1000.") @QueryParam("limit") @DefaultValue("100")
                    String size) {
        QueueFilter filter = QueueFilter.parse(domain, sender, requirement, kind, state);
        Optional<QueueId> after = cursor.map(text -> queueId(text)
                .orElseThrow(() -> AdminProblem.BAD_PARAMETER.with("cursor: expected the nextCursor of a page")));
        return new QueueListing(spool, this::dueAt).page(after, PageSize.parse(size), filter);
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

    @GET
    @Path("/{queueId}/history")
    @Operation(summary = "Show what became of one message in earlier rounds", description = "The oldest 1,000 events.")
    @APIResponse(responseCode = "200", description = "Empty before the end of the first attempt.")
    @APIResponse(responseCode = "404", description = "It is not in the queue: settled, or never here.")
    public MessageHistory history(@PathParam("queueId") String queueId) {
        QueueId id = queueId(queueId)
                .filter(known -> spool.find(known).isPresent())
                .orElseThrow(() -> noSuchMessage(queueId));
        return MessageHistory.of(spool.history(id, MessageHistory.MAX));
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

    @POST
    @Path("/{queueId}/bounce")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give one message up",
            description =
                    "Every recipient that waits or is held has failed, and the sender is told, with the reason. While the rules"
                            + " are not known here the report names no organization.")
    @APIResponse(responseCode = "204", description = "It is given up; that is stored.")
    @APIResponse(responseCode = "400", description = "by or reason does not fit.")
    @APIResponse(responseCode = "404", description = "It is not in the queue: settled, or never here.")
    @APIResponse(responseCode = "409", description = "An attempt is under way: ask again when it is over.")
    public CompletionStage<Response> bounce(@PathParam("queueId") String queueId, ActBody body) {
        OperatorAct act = ActBody.read(body);
        QueueId id = queueId(queueId).orElseThrow(() -> noSuchMessage(queueId));
        return done(interventions.giveUp(id, act), id);
    }

    @POST
    @Path("/{queueId}/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let one message go under the rules of today",
            description = "Changed rules can only raise what is demanded for mail that waits. This demands for every"
                    + " recipient that waits what the rules say today, though it be less, and tries it now.")
    @APIResponse(responseCode = "204", description = "It is released; that is stored.")
    @APIResponse(responseCode = "400", description = "by or reason does not fit.")
    @APIResponse(responseCode = "404", description = "It is not in the queue: settled, or never here.")
    @APIResponse(
            responseCode = "409",
            description = "An attempt is under way, the rules are not known here, or it is a report.")
    public CompletionStage<Response> release(@PathParam("queueId") String queueId, ActBody body) {
        OperatorAct act = ActBody.read(body);
        QueueId id = queueId(queueId).orElseThrow(() -> noSuchMessage(queueId));
        return done(interventions.release(id, act), id);
    }

    @POST
    @Path("/{queueId}/hold/release")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Let one message go that a rule holds",
            description = "Every recipient for whom it is held is tried now, under what was demanded at acceptance and"
                    + " what the rules say today, together.")
    @APIResponse(responseCode = "204", description = "It is let go; that is stored.")
    @APIResponse(responseCode = "400", description = "by or reason does not fit.")
    @APIResponse(responseCode = "404", description = "It is not in the queue: settled, or never here.")
    @APIResponse(responseCode = "409", description = "An attempt is under way, or no rule holds anything of it.")
    public CompletionStage<Response> letGo(@PathParam("queueId") String queueId, ActBody body) {
        OperatorAct act = ActBody.read(body);
        QueueId id = queueId(queueId).orElseThrow(() -> noSuchMessage(queueId));
        return done(interventions.letGo(id, act), id);
    }

    @POST
    @Path("/{queueId}/hold/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Refuse one message that a rule holds",
            description = "Every recipient for whom it is held has failed, and the sender is told, with the reason.")
    @APIResponse(responseCode = "204", description = "It is refused; that is stored.")
    @APIResponse(responseCode = "400", description = "by or reason does not fit.")
    @APIResponse(responseCode = "404", description = "It is not in the queue: settled, or never here.")
    @APIResponse(responseCode = "409", description = "An attempt is under way, or no rule holds anything of it.")
    public CompletionStage<Response> refuse(@PathParam("queueId") String queueId, ActBody body) {
        OperatorAct act = ActBody.read(body);
        QueueId id = queueId(queueId).orElseThrow(() -> noSuchMessage(queueId));
        return done(interventions.refuse(id, act), id);
    }

    private static CompletionStage<Response> done(Future<Interventions.Result> intervention, QueueId id) {
        return intervention.toCompletionStage().thenApply(result -> switch (result) {
            case DONE -> Response.noContent().build();
            case NO_SUCH_MESSAGE -> throw noSuchMessage(id.value());
            case BEING_TRIED ->
                throw AdminProblem.BEING_TRIED.with(
                        "message " + id + " is being tried at this moment: ask again when that is over");
            case RULES_NOT_KNOWN ->
                throw AdminProblem.RULES_NOT_KNOWN.with("the rules that govern message " + id + " are not known here");
            case NOT_HELD -> throw AdminProblem.NOT_HELD.with("no rule holds anything of message " + id);
            case IS_REPORT ->
                throw AdminProblem.IS_REPORT.with("message " + id + " is a report, which no message rule governs");
        });
    }

    private Instant dueAt(SpooledMessage message) {
        return queue.dueAt(message.id()).orElse(message.nextAttemptAt());
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
