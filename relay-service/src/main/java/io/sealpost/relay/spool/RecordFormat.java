package io.sealpost.relay.spool;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnvelopeId;
import io.sealpost.relay.mail.HeaderEdit;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.OriginalRecipient;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Copy;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.Stop;
import io.sealpost.relay.policy.Trial;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * How envelopes lie on disk: a version octet, the CRC-32C of the rest (4 octets, big-endian), then JSON.
 *
 * <p>Fields carry the names of the records' components and enums the names of their constants; fields that a later
 * release added are ignored by this one, and flags that an earlier one did not know are false. What cannot be read is
 * told from what is absent.
 */
final class RecordFormat {
    private static final byte VERSION = 1;
    private static final int HEADER = 5;
    private static final JsonMapper JSON = mapper();

    private RecordFormat() {}

    static byte[] encode(Object value) {
        byte[] json;
        try {
            json = JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record has no JSON form", e);
        }
        return ByteBuffer.allocate(HEADER + json.length)
                .put(VERSION)
                .putInt(checksum(json, 0, json.length))
                .put(json)
                .array();
    }

    static <T> T decode(byte[] stored, Class<T> type) throws DamagedRecordException {
        check(stored);
        try {
            return JSON.readValue(stored, HEADER, stored.length - HEADER, type);
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedRecordException("the record's content is malformed", e);
        }
    }

    /** Looks at version and checksum alone. */
    static void check(byte[] stored) throws DamagedRecordException {
        if (stored.length < HEADER) {
            throw new DamagedRecordException("the record is too short");
        }
        if (stored[0] != VERSION) {
            throw new DamagedRecordException("the record has the unknown format version " + stored[0]);
        }
        if (ByteBuffer.wrap(stored, 1, 4).getInt() != checksum(stored, HEADER, stored.length - HEADER)) {
            throw new DamagedRecordException("the record's checksum is wrong");
        }
    }

    /** A demand carries the constant of its level. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "level")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Demand.HostName.class, name = "VERIFY"),
        @JsonSubTypes.Type(value = Demand.RecipientDomain.class, name = "SECURE"),
        @JsonSubTypes.Type(value = Demand.PinnedKey.class, name = "FINGERPRINT"),
        @JsonSubTypes.Type(value = Demand.Dane.class, name = "DANE")
    })
    private interface DemandForm {}

    /** A stop carries the action that made it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Stop.Reject.class, name = "REJECT"),
        @JsonSubTypes.Type(value = Stop.Hold.class, name = "HOLD")
    })
    private interface StopForm {}

    /** An edit carries its name. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "edit")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = HeaderEdit.AddField.class, name = "ADD_FIELD"),
        @JsonSubTypes.Type(value = HeaderEdit.PrependSubject.class, name = "PREPEND_SUBJECT")
    })
    private interface HeaderEditForm {}

    /** Hardly any decision edits a header or makes copies. */
    private abstract static class DecisionForm {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SuppressWarnings("UnusedVariable") // its name alone counts
        private List<HeaderEdit> edits = List.of();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @SuppressWarnings("UnusedVariable") // its name alone counts
        private List<Copy> copies = List.of();
    }

    /** The CRC-32C that stands before each record's content. */
    static int checksum(byte[] octets, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(octets, offset, length);
        return (int) crc.getValue();
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), words())
                .addMixIn(Demand.class, DemandForm.class)
                .addMixIn(Stop.class, StopForm.class)
                .addMixIn(HeaderEdit.class, HeaderEditForm.class)
                .addMixIn(Decision.class, DecisionForm.class)
                .addMixIn(Trial.class, DecisionForm.class)
                .withConfigOverride(
                        InetAddress.class, form -> form.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.NUMBER)))
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private static SimpleModule words() {
        SimpleModule module = new SimpleModule();
        word(module, QueueId.class, QueueId::new);
        word(module, Domain.class, Domain::new);
        word(module, Address.class, Address::parse);
        word(module, ReversePath.class, ReversePath::parse);
        word(module, EnvelopeId.class, EnvelopeId::parse);
        word(module, Notify.class, Notify::parse);
        word(module, OriginalRecipient.class, OriginalRecipient::parse);
        word(module, AcceptedName.class, AcceptedName::parse);
        word(module, SpkiPin.class, SpkiPin::new);
        return module;
    }

    private static <T> void word(SimpleModule module, Class<T> type, Function<String, T> reader) {
        module.addSerializer(type, ToStringSerializer.instance);
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return reader.apply(parser.getValueAsString());
            }
        });
    }
}
