package io.sealpost.relay.admin;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.queue.DestinationControl;
import io.sealpost.relay.queue.DestinationStatus;
import io.sealpost.relay.spool.PausedDestinations;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The recipient domains to which this relay delivers. */
@OperatorOnly
@Path("/v1/destinations")
@Tag(name = "Destinations", description = "Recipient domains to which mail waits, or which are dead or paused.")
@SecurityRequirement(name = "operator")
@APIResponse(responseCode = "401", description = "The bearer secret is missing or wrong.")
@APIResponse(responseCode = "503", description = "No secret is configured: the API is closed.")
public class DestinationResource {
    private final DestinationControl control;

    DestinationResource(DestinationControl control) {
        this.control = control;
    }

    @GET
    @Operation(summary = "List the destinations to which mail waits, or which are dead or paused")
    @APIResponse(responseCode = "200", description = "A page of them, in the order of their names.")
    @APIResponse(responseCode = "400", description = "A parameter does not fit; the detail names it.")
    public CompletionStage<DestinationPage> list(
            @Parameter(description = "nextCursor of the page before.") @QueryParam("cursor") Optional<String> cursor,
            @Parameter(description = "Destinations a page, 1 to 1000.") @QueryParam("limit") @DefaultValue("100")
                    String size) {
        int limit = PageSize.parse(size);
        return control.list().thenApply(all -> page(all, cursor, limit));
    }

    @GET
    @Path("/{domain}")
    @Operation(summary = "Show one destination")
    @APIResponse(responseCode = "200", description = "The destination.")
    @APIResponse(responseCode = "400", description = "It is not a domain name.")
    @APIResponse(responseCode = "404", description = "No mail waits for it, and it is neither dead nor paused.")
    public CompletionStage<DestinationPage.Item> show(@PathParam("domain") String name) {
        Domain domain = domain(name);
        return control.list()
                .thenApply(all -> all.stream()
                        .filter(each -> each.domain().equals(domain))
                        .findFirst()
                        .map(DestinationPage.Item::of)
                        .orElseThrow(() -> AdminProblem.NO_SUCH_DESTINATION.with(
                                "no mail waits for " + domain + ", and it is neither dead nor paused")));
    }

    @PUT
    @Path("/{domain}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Pause a destination",
            description = "No further attempt begins there, also after a restart; those under way end. The lifetime of"
                    + " messages goes on: at its end they fail, and their senders are told that delivery was paused."
                    + " Where it is paused already, only the reason changes.")
    @APIResponse(responseCode = "200", description = "It is paused; that is stored.")
    @APIResponse(responseCode = "400", description = "The domain or the reason does not fit.")
    @APIResponse(responseCode = "409", description = "Too many destinations are paused.")
    public CompletionStage<DestinationPage.Pause> pause(@PathParam("domain") String name, @Nullable PauseBody body) {
        Domain domain = domain(name);
        try {
            return control.pause(domain, PauseBody.reasonOf(body))
                    .thenApply(paused -> paused.map(DestinationPage.Pause::of)
                            .orElseThrow(() -> AdminProblem.TOO_MANY_PAUSED.with(
                                    "at most " + PausedDestinations.MOST + " destinations can be paused")));
        } catch (IllegalArgumentException e) {
            throw AdminProblem.BAD_PARAMETER.with(String.valueOf(e.getMessage()));
        }
    }

    @DELETE
    @Path("/{domain}/pause")
    @Operation(summary = "Resume a destination", description = "What is due there is tried as soon as there is room.")
    @APIResponse(responseCode = "204", description = "It is resumed; that is stored.")
    @APIResponse(responseCode = "400", description = "It is not a domain name.")
    @APIResponse(responseCode = "404", description = "It is not paused.")
    public CompletionStage<Response> resume(@PathParam("domain") String name) {
        Domain domain = domain(name);
        return control.resume(domain).thenApply(paused -> {
            if (!paused) {
                throw notPaused(domain);
            }
            return Response.noContent().build();
        });
    }

    private static DestinationPage page(List<DestinationStatus> all, Optional<String> cursor, int limit) {
        List<DestinationPage.Item> found = all.stream()
                .filter(each -> cursor.isEmpty() || each.domain().name().compareTo(cursor.get()) > 0)
                .limit(limit + 1L)
                .map(DestinationPage.Item::of)
                .toList();
        List<DestinationPage.Item> page = found.subList(0, Math.min(limit, found.size()));
        return new DestinationPage(
                page, found.size() > limit ? Optional.of(page.get(limit - 1).domain()) : Optional.empty());
    }

    private static Domain domain(String text) {
        try {
            return Domain.parse(text);
        } catch (IllegalArgumentException e) {
            throw AdminProblem.BAD_PARAMETER.with("domain: " + e.getMessage());
        }
    }

    private static HttpProblem notPaused(Domain domain) {
        return AdminProblem.NOT_PAUSED.with(domain + " is not paused");
    }
}
