package io.sealpost.rules.rule;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** The parts of a rule as the database keeps them. */
final class RuleJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** Bytes of a rule's id, numbers and field names in the published state, generously. */
    private static final long FRAME = 256;

    private RuleJson() {}

    static String write(Object part) {
        try {
            return MAPPER.writeValueAsString(part);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("A part of a rule is always writable", impossible);
        }
    }

    static <T> T read(String json, Class<T> part) {
        try {
            return MAPPER.readValue(json, part);
        } catch (JacksonException foreign) {
            throw new IllegalStateException("The database holds a rule that this version cannot read", foreign);
        }
    }

    /** About how many bytes the rule takes in the published state, never less than it does. */
    static long size(RuleValues values) {
        return FRAME + bytes(values.name()) + bytes(values.criteria()) + bytes(values.actions());
    }

    private static long bytes(Object part) {
        return write(part).getBytes(StandardCharsets.UTF_8).length;
    }
}
