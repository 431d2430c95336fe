package io.sealpost.relay.ruleset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The rulesets as they are kept in the spool for a start without Kafka: JSON, the records as they came.
 *
 * @param known the rulesets
 * @param contactAt when Kafka was last heard of; they are trusted from then on for max-staleness
 */
record SavedCopy(Known known, Instant contactAt) {
    private static final Logger LOG = Logger.getLogger(SavedCopy.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int FORMAT = 1;

    SavedCopy {
        Objects.requireNonNull(known);
        Objects.requireNonNull(contactAt);
    }

    byte[] encode() {
        ObjectNode json = MAPPER.createObjectNode()
                .put("format", FORMAT)
                .put("topicId", known.topicId())
                .put("offset", known.offset())
                .put("contactAt", contactAt.toString());
        ObjectNode records = json.putObject("records");
        known.view().states().forEach(state -> records.put(state.scope().toString(), state.value()));
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings could not be written as JSON", e);
        }
    }

    /** Reads a copy; empty if it is damaged or of another format: then the rules are not known. */
    static Optional<SavedCopy> decode(byte[] octets) {
        try {
            JsonNode json = MAPPER.readTree(octets);
            if (json.path("format").asInt() != FORMAT) {
                throw new IOException("of another format");
            }
            Map<String, String> records = new HashMap<>();
            json.path("records")
                    .properties()
                    .forEach(field ->
                            records.put(field.getKey(), field.getValue().asText()));
            Known known = new Known(
                    RulesetView.of(records),
                    json.path("topicId").asText(),
                    json.path("offset").asLong(-1));
            return Optional.of(
                    new SavedCopy(known, Instant.parse(json.path("contactAt").asText())));
        } catch (IOException | DateTimeException e) {
            LOG.warnf("the saved copy of the rulesets cannot be read cause=%s", e.getMessage());
            return Optional.empty();
        }
    }
}
