package io.sealpost.rules.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as it is meant (RFC 8259), guessing nothing: a field that nobody knows, a field that stands twice, a
 * number where a text belongs, or anything after the value is a {@link Problem.MalformedBody} with the field's path.
 * A rule that was misread would be a promise not kept.
 */
public final class StrictJson {

    /** Far more than any thing of ours has; what walks through the levels of a thing calls itself for each. */
    private static final int DEEPEST = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Integer, numbers -> numbers.setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.POJO,
                    objects -> objects.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private StrictJson() {}

    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return known(MAPPER.readValue(json, type));
        } catch (IOException failure) {
            throw problem(failure).asException();
        }
    }

    public static <T> T read(JsonNode json, Class<T> type) {
        try {
            return known(MAPPER.treeToValue(json, type));
        } catch (JacksonException failure) {
            throw problem(failure).asException();
        }
    }

    private static <T> T known(@Nullable T value) {
        if (value == null || (value instanceof JsonNode node && node.isMissingNode())) {
            throw new Problem.MalformedBody("Expected a JSON object, got null.", List.of()).asException();
        }
        return value;
    }

    /** The value as it would be sent. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static Problem problem(IOException failure) {
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return mismatch(unknown, "none of this name; known here: " + names(unknown.getKnownPropertyIds()));
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch, expected(mismatch.getTargetType()));
        }
        if (failure instanceof StreamConstraintsException || failure.getCause() instanceof StreamConstraintsException) {
            return new Problem.MalformedBody(
                    "Too deep, or a number or name too long: at most " + DEEPEST
                            + " levels, and 1000 digits of a number.",
                    List.of());
        }
        if (failure instanceof JacksonException malformed) {
            JsonLocation at = malformed.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            return new Problem.MalformedBody("Not JSON" + where + ": " + words(malformed), List.of());
        }
        return new Problem.MalformedBody("Not JSON in UTF-8.", List.of());
    }

    /** What the parser says, without its notes on where it read from. */
    private static String words(JacksonException malformed) {
        String all = malformed.getOriginalMessage();
        int source = all.indexOf("[Source");
        int note = source < 0 ? -1 : all.lastIndexOf(" (", source);
        return note < 0 ? all : all.substring(0, note);
    }

    private static Problem mismatch(MismatchedInputException failure, String expected) {
        String field = path(failure.getPath());
        if (field.isEmpty()) {
            return new Problem.MalformedBody("Expected one JSON object and nothing after it.", List.of());
        }
        String detail = failure instanceof UnrecognizedPropertyException
                ? "Unknown field \"" + field + "\"."
                : field + ": expected " + expected + ".";
        return new Problem.MalformedBody(detail, List.of(new Violation(field, null, expected)));
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String names(Collection<Object> known) {
        return known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (type == Integer.class || type == int.class || type == Long.class) {
            return "a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
