package io.sealpost.rules.rule;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealpost.rules.problem.MergePatch;
import java.nio.charset.StandardCharsets;

/** The parts of a rule as the database keeps them. */
final class RuleJson {

    /** The form in which this version writes criteria and actions, and the only one so far. */
    static final short FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** Bytes of a rule's id, numbers, times and field names in the published state, generously. */
    private static final long FRAME = 384;

    private RuleJson() {}

    static String write(Object part) {
        try {
            return MAPPER.writeValueAsString(part);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("A part of a rule is always writable", impossible);
        }
    }

    static <T> T read(short format, String json, Class<T> part) {
        if (format != FORMAT) {
            throw new IllegalStateException("The database holds a rule in the form " + format + " of a later version");
        }
        try {
            return MAPPER.readValue(json, part);
        } catch (JacksonException foreign) {
            throw new IllegalStateException("The database holds a rule that this version cannot read", foreign);
        }
    }

    /** The values after a merge patch; whatever it leaves must be a whole rule again. */
    static RuleValues patched(RuleValues present, JsonNode patch) {
        return RuleCheck.values(MergePatch.patched(RuleBody.of(present), patch, RuleBody.class));
    }

    /** About how many bytes the rule takes in the published state, never less than it does. */
    static long size(RuleValues values) {
        return FRAME + bytes(values.name()) + bytes(values.criteria()) + bytes(values.actions());
    }

    private static long bytes(Object part) {
        return write(part).getBytes(StandardCharsets.UTF_8).length;
    }
}
