package io.sealpost.relay.admin;

import io.sealpost.relay.ruleset.CachedScope;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.ruleset.Rulesets;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rules that this relay enforces. */
@OperatorOnly
@Path("/v1/rulesets")
@Tag(name = "Rulesets", description = "The rules that this relay holds, as it read them from Kafka.")
@SecurityRequirement(name = "operator")
@APIResponse(responseCode = "401", description = "The bearer secret is missing or wrong.")
@APIResponse(responseCode = "503", description = "No secret is configured: the API is closed.")
public class RulesetResource {
    private final Rulesets rulesets;

    RulesetResource(Rulesets rulesets) {
        this.rulesets = rulesets;
    }

    @GET
    @Operation(summary = "List the scopes that are held", description = "Empty while the rules are not known.")
    @APIResponse(responseCode = "200", description = "A page of them, in the order of their names.")
    @APIResponse(responseCode = "400", description = "A parameter does not fit; the detail names it.")
    public RulesetPage list(
            @Parameter(description = "applied, deleted or refused.") @QueryParam("state") Optional<String> state,
            @Parameter(description = "nextCursor of the page before.") @QueryParam("cursor") Optional<String> cursor,
            @Parameter(description = "Scopes a page, 1 to 1000.") @QueryParam("limit") @DefaultValue("100")
                    String size) {
        int limit = PageSize.parse(size);
        Optional<CachedScope.State> wanted = state.map(RulesetResource::state);
        List<CachedScope> found = rulesets.current().map(RulesetView::scopes).orElse(List.of()).stream()
                .filter(held -> wanted.isEmpty() || wanted.get() == held.state())
                .filter(held -> cursor.isEmpty() || held.scope().compareTo(cursor.get()) > 0)
                .limit(limit + 1L)
                .toList();
        List<CachedScope> page = found.subList(0, Math.min(limit, found.size()));
        return new RulesetPage(
                rulesets.source().toString(),
                rulesets.lastContact(),
                page.stream().map(RulesetPage.Item::of).toList(),
                found.size() > limit ? Optional.of(page.get(limit - 1).scope()) : Optional.empty());
    }

    @GET
    @Path("/{kind}/{name}")
    @Operation(summary = "Show one scope with its record")
    @APIResponse(responseCode = "200", description = "The scope.")
    @APIResponse(responseCode = "404", description = "It is not held here, or the rules are not known.")
    public RulesetDetail show(
            @Parameter(description = "organization or domain.") @PathParam("kind") String kind,
            @Parameter(description = "The organization's id or the domain's name.") @PathParam("name") String name) {
        return rulesets.current()
                .flatMap(view -> view.scope(kind + "/" + name)
                        .map(held ->
                                RulesetDetail.of(held, view.record(held.scope()).orElse(""))))
                .orElseThrow(() -> AdminProblem.NO_SUCH_SCOPE.with(
                        "this relay holds no " + kind + "/" + name + " from " + rulesets.source()));
    }

    private static CachedScope.State state(String word) {
        try {
            return CachedScope.State.of(word);
        } catch (IllegalArgumentException e) {
            throw AdminProblem.BAD_PARAMETER.with("state: expected applied, deleted or refused");
        }
    }
}
