package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.spool.Spool;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The second way in: a message over HTTP, by the login of a submitter or of the bounce-service. */
@Path("/v1/messages")
@Tag(name = "Messages", description = "Mail of applications, by HTTP Basic with a submitter's login")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionResource {
    private static final MediaType MESSAGE = MediaType.valueOf("message/rfc822");
    private static final Reply NEEDS_TLS =
            Replies.of(538, "5.7.11", "a login needs TLS; use https, or the relay's own machine");
    private static final Reply NEEDS_TYPE =
            Replies.of(554, "5.6.1", "send the message as its own body, with Content-Type: message/rfc822");
    private static final Reply NEEDS_LOGIN =
            Replies.of(535, "5.7.8", "send Authorization: Basic with login and secret of a submitter");
    private static final Reply BUSY =
            Replies.of(452, "4.3.1", "more messages come in over HTTP than can be taken at once; try again later");

    private final Terms terms;
    private final Spool spool;
    private final SmtpMetrics metrics;
    private final Drain drain;
    private final boolean allowClear;
    private final Semaphore places;

    SubmissionResource(Terms terms, Spool spool, SmtpMetrics metrics, Drain drain, SubmissionSettings settings) {
        this.terms = terms;
        this.spool = spool;
        this.metrics = metrics;
        this.drain = drain;
        this.allowClear = settings.allowClear();
        this.places = new Semaphore(settings.maxAtOnce());
    }

    /** A message that was taken. */
    @Schema(name = "Taken", description = "The message is synced to disk")
    public record Taken(
            @Schema(description = "Its name in logs, events and the operators' API")
            String queueId) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Blocking
    @Operation(
            operationId = "submitMessage",
            summary = "Hand in a message",
            description = "By the same checks as over SMTP. Lines end with CR LF. All recipients are taken, or none.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "message/rfc822",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "202",
            description = "Taken; also the answer to a repeat within 24 hours, with the first queue id",
            content = @Content(schema = @Schema(implementation = Taken.class)))
    @APIResponse(responseCode = "401", description = "The login is missing or wrong")
    @APIResponse(responseCode = "403", description = "This client may not send that")
    @APIResponse(
            responseCode = "409",
            description = "The first message under this Idempotency-Key is being stored; ask again in a moment")
    @APIResponse(responseCode = "413", description = "The message is too large")
    @APIResponse(responseCode = "415", description = "The body is not message/rfc822")
    @APIResponse(
            responseCode = "422",
            description = "The message or its envelope cannot be sent, or its Idempotency-Key was used for another")
    @APIResponse(responseCode = "429", description = "More than this client may send for now")
    @APIResponse(responseCode = "503", description = "The relay cannot take mail for now")
    public Uni<Response> submit(
            @QueryParam("from")
                    @Nullable @Parameter(description = "The reverse path; empty for the null path", required = true)
                    String from,
            @QueryParam("to") @Parameter(description = "A recipient; several times for several", required = true)
                    List<String> to,
            @QueryParam("envid") @Nullable @Parameter(description = "ENVID of RFC 3461") String envid,
            @QueryParam("ret") @Nullable @Parameter(description = "FULL or HDRS of RFC 3461") String ret,
            @QueryParam("notify") @Nullable @Parameter(description = "NOTIFY of RFC 3461, for every recipient")
                    String notify,
            @HeaderParam("Content-Type") @Nullable @Parameter(hidden = true) MediaType type,
            @HeaderParam("Authorization") @Nullable @Parameter(hidden = true) String authorization,
            @HeaderParam("Idempotency-Key")
                    @Nullable @Parameter(
                            description =
                                    "1 to 200 printable characters; a repeat within 24 hours is answered with the first queue id, another message with 422")
                    String idempotencyKey,
            @Context HttpServerRequest request,
            InputStream message) {
        InetAddress client = client(request);
        if (!mayLogIn(request.isSSL(), client, allowClear)) {
            throw SubmissionProblem.FORBIDDEN.with(NEEDS_TLS);
        }
        if (!MESSAGE.isCompatible(type)) {
            throw SubmissionProblem.NO_MESSAGE.with(NEEDS_TYPE);
        }
        if (drain.since().isPresent()) {
            throw SubmissionProblem.UNAVAILABLE.with(Replies.SHUTTING_DOWN);
        }
        // An empty parameter comes as none, but the null path must be said.
        String reversePath = from == null && request.params().contains("from") ? "" : from;
        HttpEnvelope envelope = new HttpEnvelope(reversePath, to, envid, ret, notify);
        Claim.Secret claim =
                BasicCredential.read(authorization).orElseThrow(() -> SubmissionProblem.UNAUTHORIZED.with(NEEDS_LOGIN));
        if (!places.tryAcquire()) {
            throw SubmissionProblem.UNAVAILABLE.with(BUSY);
        }
        try {
            Proving proving = terms.proofs().judge(claim, client);
            return proving instanceof Proving.Proved proved
                    ? Uni.createFrom()
                            .item(take(
                                    connection(request, client, proved.identity()),
                                    envelope,
                                    RepeatKey.name(idempotencyKey, claim.login()),
                                    length(request),
                                    message))
                    : refusedLater((Proving.Refused) proving);
        } finally {
            places.release();
        }
    }

    /** Whether a secret may come this way: over TLS, from this machine, or from a proxy that ends TLS. */
    static boolean mayLogIn(boolean tls, InetAddress client, boolean allowClear) {
        return tls || client.isLoopbackAddress() || allowClear;
    }

    private Response take(
            Connection connection,
            HttpEnvelope envelope,
            Optional<String> repeatName,
            long length,
            InputStream message) {
        HandedIn handedIn = HandedIn.of(envelope, message);
        Session session =
                Session.overHttp(terms, connection, () -> repeatName.map(name -> new RepeatKey(name, handedIn.hash())));
        try (BlockingTransaction transaction = new BlockingTransaction(
                session, spool, terms, metrics, terms.limits().maxMessageSize())) {
            Reply reply = transaction.run(envelope.commands(length), handedIn.message());
            if (!reply.isPositive()) {
                throw SubmissionProblem.of(reply);
            }
            return Response.accepted(new Taken(Replies.queueId(reply))).build();
        } catch (IOException e) {
            throw SubmissionProblem.UNAVAILABLE.with(
                    Replies.of(421, "4.4.2", "the message did not come to its end; send it again"));
        }
    }

    /** Whoever tries secrets waits for the answer, and no thread with it. */
    private static Uni<Response> refusedLater(Proving.Refused refused) {
        return Uni.createFrom()
                .nullItem()
                .onItem()
                .delayIt()
                .by(refused.delay().plus(Duration.ofMillis(1)))
                .chain(() -> Uni.createFrom().failure(SubmissionProblem.of(refused.reply())));
    }

    private static Connection connection(HttpServerRequest request, InetAddress client, Identity identity) {
        Optional<TlsParameters> tls = Optional.ofNullable(
                        request.isSSL() ? request.connection().sslSession() : null)
                .map(session -> new TlsParameters(session.getProtocol(), session.getCipherSuite()));
        return Connection.overHttp(client, tls, identity);
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null || !length.matches("\\d{1,18}") ? -1 : Long.parseLong(length);
    }

    private static InetAddress client(HttpServerRequest request) {
        try {
            return InetAddress.getByName(request.connection().remoteAddress().hostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a connected client has an address", e);
        }
    }
}
