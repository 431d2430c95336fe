package io.sealpost.rules.problem;

import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Tells, in the OpenAPI document, of the headers that filters read and write, and so no resource declares. */
final class OpenApiHeaders {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private OpenApiHeaders() {}

    static void add(PathItem.HttpMethod method, Operation operation) {
        if (method == PathItem.HttpMethod.POST && !takesLines(operation)) {
            operation.addParameter(parameter(
                    IDEMPOTENCY_KEY,
                    "1 to 255 visible ASCII characters: the same request again within 24 hours has the first answer",
                    "order-7"));
        }
        boolean read = method == PathItem.HttpMethod.GET;
        if (read || OpenApiErrors.hasParameter(operation, "If-Match")) {
            shown(operation)
                    .forEach(response ->
                            response.addHeader("ETag", header("Names this state of what is shown", "\"17\"")));
        }
        if (read && shown(operation).findAny().isPresent()) {
            operation.addParameter(parameter("If-None-Match", "Answer 304 while this is still the ETag", "\"17\""));
            operation
                    .getResponses()
                    .addAPIResponse("304", OASFactory.createAPIResponse().description("Not changed"));
        }
        APIResponse created = operation.getResponses().getAPIResponse("201");
        if (created != null) {
            created.addHeader("Location", header("Where it can be read", "/v1/organizations/acme"));
        }
    }

    /** The answers that show something as JSON. */
    private static Stream<APIResponse> shown(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("20"))
                .map(Map.Entry::getValue)
                .filter(response ->
                        response.getContent() != null && response.getContent().hasMediaType("application/json"));
    }

    private static boolean takesLines(Operation operation) {
        return operation.getRequestBody() != null
                && operation.getRequestBody().getContent().hasMediaType("application/x-ndjson");
    }

    private static Parameter parameter(String name, String description, String example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(text(example));
    }

    private static Header header(String description, String example) {
        return OASFactory.createHeader().description(description).schema(text(example));
    }

    private static Schema text(String example) {
        return OASFactory.createSchema().addType(SchemaType.STRING).addExample(example);
    }
}
