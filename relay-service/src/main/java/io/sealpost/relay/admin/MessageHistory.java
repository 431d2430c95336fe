package io.sealpost.relay.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealpost.relay.spool.OutboxEvent;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a message in earlier rounds, oldest first.
 *
 * @param items as on {@code sealpost.deliveries}
 */
public record MessageHistory(
        @Schema(description = "The events on sealpost.deliveries that told it: delivered, deferred, failed, released.")
        List<JsonNode> items) {
    static final int MAX = 1000;
    private static final JsonMapper JSON = new JsonMapper();

    static MessageHistory of(List<OutboxEvent> events) {
        return new MessageHistory(
                events.stream().map(event -> read(event.value())).toList());
    }

    private static JsonNode read(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of ours is no JSON", e);
        }
    }
}
