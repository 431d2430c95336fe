package io.sealpost.rules.explain;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.rules.access.Access;
import io.sealpost.rules.access.Right;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.rollout.LiveRelays;
import io.sealpost.rules.tenant.DomainName;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/**
 * Says what the rules in force would decide for a message. Whose rules govern it is the relay's to say, for it decides about
 * mail, too; so the right to see them is asked of every domain that the answer names, before it is given.
 */
@Path("/v1/explain")
@Tag(name = "Rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class ExplainResource {

    private static final Logger LOG = Logger.getLogger(ExplainResource.class);
    private static final String UNCLEAR = "The relay cannot make sense of it";
    /** So many are waited for, each for some seconds. */
    private static final int MOST_RELAYS = 2;

    private final LiveRelays relays;
    private final RelayClient client;
    private final Access access;
    private final ObjectMapper json;

    ExplainResource(LiveRelays relays, RelayClient client, Access access, ObjectMapper json) {
        this.relays = relays;
        this.client = client;
        this.access = access;
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @POST
    @Operation(
            operationId = "explain",
            summary = "Say what the rules in force would decide for a message, and why",
            description =
                    "A relay answers, from the rules that it enforces: for each recipient every rule of the governing"
                            + " domains in order, with whether it matches or the first criterion that does not, and what all"
                            + " of them demand together. Whether the sender may submit it is not asked. Nothing is sent or"
                            + " kept. The key must reach every governing domain.")
    public Explanation explain(ExplainBody body) throws IOException, InterruptedException {
        body.check();
        Explanation explanation = understood(answer(json.writeValueAsBytes(body)), body);
        for (Explanation.GoverningDomain each : explanation.domains()) {
            access.domain(Right.READ, DomainName.parse(each.domain()).orElseThrow());
        }
        return explanation.map(each -> reachesDomainOf(each.recipient()) ? each : each.ofStranger());
    }

    private boolean reachesDomainOf(String recipient) {
        return DomainName.parse(recipient.substring(recipient.lastIndexOf('@') + 1))
                .map(access::reaches)
                .orElse(false);
    }

    private Explanation understood(RelayAnswer answer, ExplainBody body) throws IOException {
        return switch (answer.status()) {
            case 200 -> json.readValue(answer.body().getBytes(), Explanation.class);
            case 404 -> throw new Problem.NotFound("domain", body.senderDomain()).asException();
            default -> throw new Problem.MalformedBody(detail(answer), List.of()).asException();
        };
    }

    private String detail(RelayAnswer answer) {
        try {
            JsonNode problem = json.readTree(answer.body().getBytes());
            return problem.path("detail").asText(UNCLEAR);
        } catch (IOException e) {
            return UNCLEAR;
        }
    }

    /** The first answer that is one: a relay that is starting, or away, leaves it to the next. Blocks. */
    private RelayAnswer answer(byte[] body) throws InterruptedException {
        if (!client.mayAsk()) {
            throw unavailable("sealpost.admin.token-file is not set, so no relay can be asked");
        }
        String reason = "There is no relay";
        for (String relay : relays.addresses().stream().limit(MOST_RELAYS).toList()) {
            try {
                RelayAnswer answer = client.post(relay, "/v1/explain", body)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get();
                if (List.of(200, 400, 404).contains(answer.status())) {
                    return answer;
                }
                reason = "A relay answered with status " + answer.status();
                LOG.warnf("a relay does not explain relay=%s status=%d", relay, answer.status());
            } catch (ExecutionException failure) {
                reason = "No relay answers";
                LOG.warnf("a relay does not answer relay=%s cause=%s", relay, Optional.ofNullable(failure.getCause()));
            }
        }
        throw unavailable(reason);
    }

    private static RuntimeException unavailable(String why) {
        return new Problem.Unavailable(why).asException();
    }
}
