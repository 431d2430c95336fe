package io.sealpost.bounce.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a record's value. Unknown fields are ignored; whatever else is not by the contract makes it unreadable. */
public final class EventReader {

    private final ObjectReader reader = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                    DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .build()
            .readerFor(ReportDue.class);

    /**
     * Reads one event.
     *
     * @param value the record's value; null for a tombstone, which this contract does not know
     * @throws UnreadableEventException if it is no event of the contract
     */
    public ReportDue read(byte @Nullable [] value) throws UnreadableEventException {
        if (value == null) {
            throw new UnreadableEventException("the record has no value");
        }
        try {
            ReportDue event = reader.readValue(value);
            if (event == null) {
                throw new UnreadableEventException("the value is JSON null");
            }
            return event;
        } catch (ValueInstantiationException e) {
            throw new UnreadableEventException(fieldOf(e) + rootMessage(e));
        } catch (JsonMappingException e) {
            throw new UnreadableEventException("not by the contract at '" + pathOf(e) + "'");
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("the value is not JSON");
        } catch (IOException | RuntimeException e) {
            throw new UnreadableEventException("the value cannot be read");
        }
    }

    private static String fieldOf(JsonMappingException e) {
        String path = pathOf(e);
        return path.isEmpty() ? "" : "at '" + path + "': ";
    }

    /** The words of our own checks, which name fields and never values. */
    private static String rootMessage(ValueInstantiationException e) {
        return e.getCause() instanceof IllegalArgumentException cause
                ? String.valueOf(cause.getMessage())
                : "malformed";
    }

    private static String pathOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() != null ? step.getFieldName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining("."));
    }
}
