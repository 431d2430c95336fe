package io.sealpost.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.local.provision.RulesApi;
import io.sealpost.platform.process.ServerFailed;
import java.util.List;
import java.util.Map;

/** Makes the customer whose mail is handed in, with rules that demand TLS for all that it writes to. */
final class Customer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOMAIN = "/v1/domains/sender.example";
    /** This machine, with the highest limits that there are. */
    private static final String SUBMITTER = """
            {"network": "127.0.0.1/32", \
            "limits": {"messagesPerHour": 1000000000, "recipientsPerHour": 1000000000}}""";

    private final RulesApi api;

    Customer(RulesApi api) {
        this.api = api;
    }

    /** Blocks until the relay enforces all of it. */
    void create(Load load) {
        api.call("PUT", "/v1/organizations/bench", "{\"displayName\": \"Bench\"}");
        api.call("PUT", DOMAIN, "{\"organization\": \"bench\"}");
        api.call("POST", DOMAIN + "/submitters", SUBMITTER);
        int last = load.the(Amount.RULES) - 1;
        for (int rule = 0; rule < last; rule++) {
            api.call("POST", DOMAIN + "/rules", rule(rule, load.patterns(rule)));
        }
        JsonNode rollout = api.call("POST", DOMAIN + "/rules?wait=60s", rule(last, load.patterns(last)))
                .path("rollout");
        if (!rollout.path("state").asText().equals("complete")) {
            throw new ServerFailed("the relay does not enforce the rules a minute after they were written: " + rollout);
        }
    }

    private static String rule(int number, List<String> patterns) {
        Map<String, Object> rule = Map.of(
                "name",
                "Bench " + (number + 1),
                "direction",
                "outgoing",
                "enabled",
                true,
                "criteria",
                Map.of("to", Map.of("anyOf", patterns)),
                "actions",
                Map.of("relayWithTls", Map.of("level", "encrypt")));
        try {
            return JSON.writeValueAsString(rule);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
