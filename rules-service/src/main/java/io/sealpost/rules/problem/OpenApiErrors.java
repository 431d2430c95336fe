package io.sealpost.rules.problem;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Tells, in the OpenAPI document, of the key or token that all requests need and of all errors that each may meet. */
public class OpenApiErrors implements OASFilter {

    private static final String KEY = "key";
    private static final String PERSON = "person";
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("organization", "Id of an organization"),
            Map.entry("domain", "Name of a domain"),
            Map.entry("rule", "Id of a rule"),
            Map.entry("list", "Name of an address list"),
            Map.entry("relay", "Id of a relay"),
            Map.entry("submitter", "Id of a submitter"),
            Map.entry("key", "Id of an API key"),
            Map.entry(
                    "wait",
                    "Answer when the change is in force on every relay, or after this time (10s, PT10S; at most 60s)"),
            Map.entry("strict", "Refuse the write (428) unless If-Match is there"),
            Map.entry("If-Match", "Write only if this is still the ETag"),
            Map.entry("scope", "Only of organization/ID, domain/NAME or address-list/ID/NAME"),
            Map.entry("actor", "Only by this key or person: id or name"),
            Map.entry("from", "Not before this time, as 2026-11-24T08:15:30Z"),
            Map.entry("until", "Before this time, as 2026-11-24T08:15:30Z"),
            Map.entry("after", "A position up to which the chain was verified before"),
            Map.entry("cursor", "nextCursor of the page before"),
            Map.entry("limit", "Length of the page, 1 to 1000; 100 if not given"));

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key of this service"))
                .addSecurityScheme(
                        PERSON,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(
                                        "A person's access token of the OpenID provider, where the service has one"))
                .addSchema("Problem", problem())
                .addSchema("Violation", violation());
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(method, path, operation)));
        api.getComponents()
                .addSchema(
                        "RulePatch",
                        patch(Objects.requireNonNull(
                                api.getComponents().getSchemas().get("RuleBody"))));
    }

    /** What a merge patch may bring: the same fields, none of which must be there. */
    private static Schema patch(Schema whole) {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("Any fields of a rule; null takes one away")
                .properties(whole.getProperties());
    }

    /** What domains and organizations share comes from one resource: here each gets its own name and its parameter. */
    private static void name(String path, Operation operation) {
        for (String kind : List.of("domain", "organization")) {
            boolean shared = path.startsWith("/v1/" + kind + "s/{" + kind + "}/") && !hasParameter(operation, kind);
            if (shared) {
                String owner = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
                operation.operationId(operation.getOperationId().replaceFirst("(?=[A-Z])", owner));
                operation.addParameter(OASFactory.createParameter()
                        .name(kind)
                        .in(Parameter.In.PATH)
                        .required(true)
                        .description(PARAMETERS.get(kind))
                        .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
            }
        }
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        String description = PARAMETERS.get(parameter.getName());
        return description == null ? parameter : parameter.description(description);
    }

    private static void complete(PathItem.HttpMethod method, String path, Operation operation) {
        name(path, operation);
        OpenApiHeaders.add(method, operation);
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(KEY));
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(PERSON));
        error(operation, 401, "No valid key or token");
        error(operation, 403, "The key or person may not do this");
        error(operation, 429, "The key or person calls more often than may be");
        error(operation, 500, "A fault of this service");
        error(operation, 503, "Database or broker cannot be reached");
        if (path.contains("{")) {
            error(operation, 404, "Not found");
        }
        if (hasParameter(operation, "wait")) {
            operation.getResponses().addAPIResponse("202", response("Written; not in force on every relay yet"));
            error(operation, 409, "In conflict with what is there");
        }
        if (hasParameter(operation, "If-Match")) {
            error(operation, 412, "If-Match names another state");
            error(operation, 428, "With strict: If-Match is missing");
        }
        if (operation.getRequestBody() != null) {
            error(operation, 413, "The body is too large");
            error(operation, 415, "The body is not JSON");
            error(operation, 422, "Values do not fit");
        }
        if (hasParameter(operation, OpenApiHeaders.IDEMPOTENCY_KEY)) {
            error(
                    operation,
                    409,
                    "In conflict with what is there, or the first request with this Idempotency-Key is under way");
            error(operation, 422, "Values do not fit, or the Idempotency-Key was another request's");
        }
        if (operation.getRequestBody() != null || takesValues(operation)) {
            error(operation, 400, "The body cannot be read, or a parameter does not fit");
        }
    }

    private static boolean takesValues(Operation operation) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null && parameters.stream().anyMatch(parameter -> parameter.getIn() != Parameter.In.PATH);
    }

    static boolean hasParameter(Operation operation, String name) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null && parameters.stream().anyMatch(parameter -> name.equals(parameter.getName()));
    }

    private static void error(Operation operation, int status, String description) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        var content = OASFactory.createContent().addMediaType("application/problem+json", media);
        operation
                .getResponses()
                .addAPIResponse(Integer.toString(status), response(description).content(content));
    }

    private static APIResponse response(String description) {
        return OASFactory.createAPIResponse().description(description);
    }

    private static Schema problem() {
        Schema violations = OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema().ref("#/components/schemas/Violation"));
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What went wrong: RFC 9457")
                .addProperty(
                        "type", text("Identifies the kind of problem", "https://sealpost.io/problems/invalid-values"))
                .addProperty(
                        "status",
                        OASFactory.createSchema().addType(SchemaType.INTEGER).addExample(422))
                .addProperty("title", text("The kind in words", "Values do not fit"))
                .addProperty("detail", text("This one in words", "direction: expected outgoing or incoming"))
                .addProperty("instance", text("The path of the request", "/v1/domains/sender.example/rules"))
                .addProperty("violations", violations);
    }

    private static Schema violation() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("field", text("Where it stands", "direction"))
                .addProperty(
                        "value",
                        OASFactory.createSchema().description("What was sent").addExample("sideways"))
                .addProperty("expected", text("What would be right", "outgoing or incoming"));
    }

    private static Schema text(String description, String example) {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description(description)
                .addExample(example);
    }
}
