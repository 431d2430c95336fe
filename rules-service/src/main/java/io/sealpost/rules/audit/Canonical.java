package io.sealpost.rules.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/** The one way to write a change as JSON that hashes are of: members sorted by name, no blanks; as {@code jq -cS} does. */
final class Canonical {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private Canonical() {}

    static String of(AuditEntry entry) {
        try {
            return MAPPER.writeValueAsString(MAPPER.valueToTree(entry));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Changes are always writable", impossible);
        }
    }

    static @Nullable JsonNode read(@Nullable String json) {
        try {
            return json == null ? null : MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The database holds JSON only", impossible);
        }
    }
}
