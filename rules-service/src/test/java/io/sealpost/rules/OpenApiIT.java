package io.sealpost.rules;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.openapitools.openapidiff.core.OpenApiCompare;

/** What the OpenAPI document must say, and that it breaks no client that was made from the one that is written down. */
@QuarkusTest
class OpenApiIT implements RunningService {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    /** Written anew by {@code -Dopenapi.write=true}. */
    private static final Path GOLDEN = Path.of("..", "docs", "openapi", "rules-service.json");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    private static String document() {
        return given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** An operation and where it stands. */
    private record Operation(String name, JsonNode json) {}

    private static List<Operation> operations() throws IOException {
        List<Operation> operations = new ArrayList<>();
        JSON.readTree(document())
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(one -> {
                    if (METHODS.contains(one.getKey())) {
                        operations.add(new Operation(one.getKey() + " " + path.getKey(), one.getValue()));
                    }
                }));
        return operations;
    }

    private static List<String> lacking(Predicate<JsonNode> fits) throws IOException {
        return operations().stream()
                .filter(operation -> !fits.test(operation.json()))
                .map(Operation::name)
                .toList();
    }

    @Test
    void isOfTheVersionThatToolsCompareRightly() throws IOException {
        assertThat(JSON.readTree(document()).path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(operations()).hasSizeGreaterThan(30);
    }

    @Test
    void namesEveryOperationOnce() throws IOException {
        Set<String> seen = new TreeSet<>();
        assertThat(lacking(one -> one.path("operationId").asText().matches("[a-z][A-Za-z]+")
                        && seen.add(one.path("operationId").asText())))
                .isEmpty();
        assertThat(lacking(one -> !one.path("summary").asText().isBlank())).isEmpty();
        assertThat(lacking(one -> one.path("tags").size() == 1)).isEmpty();
    }

    @Test
    void tellsEveryErrorAsAProblem() throws IOException {
        assertThat(lacking(one -> one.path("responses").has("401")
                        && one.path("responses").has("503")))
                .isEmpty();
        assertThat(lacking(one -> one.path("responses").properties().stream()
                        .filter(response -> response.getKey().compareTo("400") >= 0)
                        .allMatch(
                                response -> response.getValue().path("content").has("application/problem+json"))))
                .isEmpty();
        assertThat(lacking(one -> !one.has("requestBody")
                        || (one.path("responses").has("400")
                                && one.path("responses").has("413"))))
                .isEmpty();
    }

    @Test
    void describesEveryParameter() throws IOException {
        assertThat(lacking(one -> {
                    for (JsonNode parameter : one.path("parameters")) {
                        if (parameter.path("description").asText().isBlank()) {
                            return false;
                        }
                    }
                    return true;
                }))
                .isEmpty();
    }

    @Test
    void showsAnExampleOfEveryBodyThatIsSent() throws IOException {
        JsonNode schemas = JSON.readTree(document()).path("components").path("schemas");
        assertThat(lacking(one -> {
                    for (Map.Entry<String, JsonNode> content :
                            one.path("requestBody").path("content").properties()) {
                        JsonNode media = content.getValue();
                        String name = media.path("schema").path("$ref").asText().replaceAll(".*/", "");
                        if (!media.has("example") && !media.has("examples") && !hasExample(schemas.path(name))) {
                            return false;
                        }
                    }
                    return true;
                }))
                .isEmpty();
    }

    private static boolean hasExample(JsonNode schema) {
        return schema.has("example")
                || schema.path("properties").properties().stream()
                        .anyMatch(property -> property.getValue().has("example"));
    }

    @Test
    void breaksNoClientThatWasMadeFromTheDocumentThatIsWrittenDown() throws IOException {
        String present = JSON.writeValueAsString(JSON.readTree(document()));
        if (Boolean.getBoolean("openapi.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, present + "\n");
        }
        var difference = OpenApiCompare.fromContents(Files.readString(GOLDEN), present);
        assertThat(difference.isIncompatible())
                .as(
                        "breaking: missing %s, changed %s",
                        difference.getMissingEndpoints(),
                        difference.getChangedOperations().stream()
                                .filter(changed -> changed.isIncompatible())
                                .map(changed -> changed.getHttpMethod() + " " + changed.getPathUrl())
                                .toList())
                .isFalse();
    }
}
