package io.sealpost.rules.rollout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sealpost.rules.change.InstantText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Reads and writes {@link RelayStatus} as JSON. */
final class StatusCodec {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantText())
                    .addSerializer(Duration.class, ToStringSerializer.instance))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final Duration LONGEST_STALENESS = Duration.ofDays(3_650);

    private StatusCodec() {}

    /** The status; throws where it is none, or one of an active relay that leaves something out. */
    static RelayStatus read(byte[] json) throws IOException {
        RelayStatus status = MAPPER.readValue(json, RelayStatus.class);
        if (status.state() == RelayStatus.State.ACTIVE) {
            var checked = status.active(status.at());
            if (checked.adminUrl().isEmpty()) {
                throw new IOException("adminUrl is empty");
            }
            if (checked.maxStaleness().isNegative() || checked.maxStaleness().compareTo(LONGEST_STALENESS) > 0) {
                throw new IOException("maxStaleness is negative or beyond reason");
            }
        }
        return status;
    }

    static byte[] write(RelayStatus status) {
        try {
            return MAPPER.writeValueAsBytes(status);
        } catch (IOException impossible) {
            throw new IllegalStateException("A status is always writable", impossible);
        }
    }
}
