package io.sealpost.rules.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sealpost.rules.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the OpenAPI document that stands below {@code /v1}.
 *
 * @param type of the request's body; null for none
 * @param example of the request's body in the document; null for none
 */
record Operation(
        String id,
        String method,
        String path,
        @Nullable String type,
        @Nullable String example) {

    /** The name of the relay that operations on a relay are about. */
    static final String RELAY = "relay-of-tenancy";

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("putOrganization", "{\"displayName\": \"{marker} 2\", \"parent\": \"{above}\"}"),
            Map.entry(
                    "importAll",
                    "{\"organization\": {\"id\": \"{acme}\", \"displayName\": \"{marker} 3\", \"parent\": \"{above}\"}}"),
            Map.entry("putDomain", "{\"organization\": \"{acme}\", \"locale\": \"de\"}"),
            Map.entry("explain", "{\"from\": \"alice@{domain}\", \"to\": [\"bob@bank.example\"]}"),
            Map.entry("addSubmitter", "{\"network\": \"198.51.100.128/25\"}"),
            Map.entry("rotateSubmitter", "{}"),
            Map.entry("addDomainRule", RunningService.rule("Another")),
            Map.entry("replaceDomainRule", RunningService.rule("Other")),
            Map.entry("patchDomainRule", "{\"enabled\": true}"),
            Map.entry("addOrganizationRule", RunningService.rule("Another")),
            Map.entry("replaceOrganizationRule", RunningService.rule("Other")),
            Map.entry("patchOrganizationRule", "{\"enabled\": true}"),
            Map.entry("moveDomainRule", "{\"after\": \"{second domain rule}\"}"),
            Map.entry("moveOrganizationRule", "{\"after\": \"{second organization rule}\"}"),
            Map.entry("copyDomainRule", "{\"to\": \"domain/{domain}\", \"name\": \"Copy\"}"),
            Map.entry("copyOrganizationRule", "{\"to\": \"domain/{domain}\", \"name\": \"Copy\"}"),
            Map.entry("applyDomainRules", "{\"rules\": [" + RunningService.rule("Only") + "]}"),
            Map.entry("applyOrganizationRules", "{\"rules\": [" + RunningService.rule("Only") + "]}"),
            Map.entry("putAddressList", "{\"entries\": [\"clinic.example\"]}"),
            Map.entry("addToAddressList", "{\"entries\": [\"clinic.example\"]}"),
            Map.entry("removeFromAddressList", "{\"entries\": [\"bank.example\"]}"),
            Map.entry("createApiKey", "{\"name\": \"n\", \"role\": \"viewer\", \"organization\": \"{acme}\"}"));

    /** All of them, from the document of the running service. */
    static List<Operation> all() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString())
                .path("paths");
        List<Operation> operations = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (path.getKey().startsWith("/v1/")) {
                        operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
                    }
                }));
        assertThat(operations).extracting(Operation::id).doesNotHaveDuplicates().doesNotContain("");
        return operations;
    }

    private static Operation operation(String path, String method, JsonNode operation) {
        var content = operation.path("requestBody").path("content").properties();
        String type = content.isEmpty() ? null : content.iterator().next().getKey();
        JsonNode example = content.isEmpty()
                ? null
                : content.iterator().next().getValue().path("examples").findValue("value");
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                type,
                example == null ? null : example.isTextual() ? example.asText() : example.toString());
    }

    /** Whether it is known what its owner may send. */
    boolean isCovered() {
        return type == null || example != null || BODIES.containsKey(id);
    }

    /** Whether it is to change something. */
    boolean isWrite() {
        return Right.of(method, path) == Right.WRITE;
    }

    /** Whether it shows a list of whatever the caller reaches, so that there is nothing to refuse. */
    boolean isListOfOwn() {
        return method.equals("GET") && Door.of(path) == Door.OWN;
    }

    Response ask(World world, RequestSpecification request) {
        String body = BODIES.getOrDefault(id, example == null ? "" : example);
        String target = world.path(path, Map.of("relay", RELAY));
        return (type == null
                        ? request
                        : request.contentType(type).body(world.body(body).getBytes(StandardCharsets.UTF_8)))
                .request(method, target);
    }
}
