package io.sealpost.relay.ruleset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where it stands; reads what a record must hold and says where it does not.
 *
 * @param parent what holds it; null at the top
 * @param name the field's name; empty in an array and at the top
 * @param index the place in an array; meaningless elsewhere
 * @param node the value
 */
record Json(@Nullable Json parent, String name, int index, JsonNode node) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Thrown where a record is not what it must be; the message names the place. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String path, String what) {
            super(path.isEmpty() ? what : path + ": " + what);
        }
    }

    /** Reads a whole text as one object. */
    static Json object(String text) {
        try {
            return new Json(null, "", 0, MAPPER.readTree(text)).asObject();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            throw new Unreadable("", "not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
    }

    /** A field that must be there; null counts as missing. */
    Json field(String name) {
        return optional(name).orElseThrow(() -> unreadable("\"" + name + "\" is missing"));
    }

    /** A field that may be missing or null. */
    Optional<Json> optional(String name) {
        return node.hasNonNull(name) ? Optional.of(new Json(this, name, 0, node.get(name))) : Optional.empty();
    }

    List<Json> items() {
        if (!node.isArray()) {
            throw unreadable("must be an array");
        }
        List<Json> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(new Json(this, "", i, node.get(i)));
        }
        return items;
    }

    /** The values of an object whose field names are its own, in their order; null counts as missing. */
    Map<String, Json> fields() {
        asObject();
        Map<String, Json> fields = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(name -> optional(name).ifPresent(value -> fields.put(name, value)));
        return fields;
    }

    String text() {
        if (!node.isTextual()) {
            throw unreadable("must be a string");
        }
        return node.textValue();
    }

    long number() {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
            throw unreadable("must be a positive integer");
        }
        return node.longValue();
    }

    boolean truth() {
        if (!node.isBoolean()) {
            throw unreadable("must be true or false");
        }
        return node.booleanValue();
    }

    Json asObject() {
        if (!node.isObject()) {
            throw unreadable("must be an object");
        }
        return this;
    }

    /** An object that holds these fields and no other: whatever is unknown could be what makes a rule strict. */
    Json only(Set<String> known) {
        asObject();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw unreadable("unknown field \"" + name + "\"");
            }
        }
        return this;
    }

    Unreadable unreadable(String what) {
        return new Unreadable(path(), what);
    }

    /** Such as {@code rules[0].actions}; empty at the top. Made only where something cannot be read. */
    private String path() {
        if (parent == null) {
            return "";
        }
        if (name.isEmpty()) {
            return parent.path() + "[" + index + "]";
        }
        return parent.parent == null ? name : parent.path() + "." + name;
    }
}
