package io.sealpost.relay.admin;

import io.sealpost.relay.content.ContentReading;
import io.sealpost.relay.ingress.Hypothesis;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.report.RelayIdentity;
import io.sealpost.relay.ruleset.CachedScope;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.ruleset.Rulesets;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Says what the rules that this relay enforces would decide for a message. */
@OperatorOnly
@Path("/v1/explain")
@Tag(name = "Rulesets")
@SecurityRequirement(name = "operator")
@APIResponse(responseCode = "401", description = "The bearer secret is missing or wrong.")
@APIResponse(responseCode = "503", description = "No secret is configured: the API is closed.")
public class ExplainResource {
    /** Rules times recipients: what an answer may hold. */
    private static final long MOST_STEPS = 100_000;

    private final Rulesets rulesets;
    private final RelayIdentity relay;
    private final ContentReading content;
    private final Clock clock = Clock.systemUTC();

    ExplainResource(Rulesets rulesets, RelayIdentity relay, ContentReading content) {
        this.rulesets = rulesets;
        this.relay = relay;
        this.content = content;
    }

    @POST
    @Operation(
            summary = "Say what the rules would decide for a message, and why",
            description = "Whether its submitter may send it is not asked. Nothing is sent or kept.")
    @APIResponse(responseCode = "200", description = "For each recipient, every rule with what it missed.")
    @APIResponse(responseCode = "400", description = "A field does not fit; the detail names it.")
    @APIResponse(responseCode = "404", description = "No sender's domain is hosted here.")
    @APIResponse(responseCode = "409", description = "The rules are not known here.")
    public ExplainView explain(@Nullable ExplainBody body) {
        Hypothesis message = ExplainBody.read(body);
        RulesetView rules = rulesets.current()
                .orElseThrow(() -> AdminProblem.RULES_NOT_KNOWN.with("this relay does not know its rules"));
        message.obstacle(rules).ifPresent(unknown -> {
            throw AdminProblem.RULES_NOT_KNOWN.with(unknown.reason());
        });
        List<Domain> domains = message.domains(rules);
        if (domains.isEmpty()) {
            throw AdminProblem.NO_SUCH_SCOPE.with(
                    "neither the reverse path nor From nor Sender is of a domain that is registered here");
        }
        if (message.rules(rules) > MOST_STEPS) {
            throw AdminProblem.BAD_PARAMETER.with("to: expected fewer recipients, for there are " + message.rules(rules)
                    + " rules for all of them; at most " + MOST_STEPS);
        }
        return answer(rules, message, domains);
    }

    private ExplainView answer(RulesetView rules, Hypothesis message, List<Domain> domains) {
        return new ExplainView(
                relay.id(),
                domains.stream()
                        .map(domain -> new ExplainView.GoverningDomain(
                                domain.name(),
                                rules.scope("domain/" + domain)
                                        .map(CachedScope::revision)
                                        .orElse(0L)))
                        .toList(),
                message.explain(rules, content, clock.instant()).entrySet().stream()
                        .map(each -> ExplainView.ForRecipient.of(each.getKey(), each.getValue()))
                        .toList());
    }
}
