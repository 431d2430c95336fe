package io.sealpost.rules.problem;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads every request body of ours by {@link StrictJson} and never more of it than the limit. */
@jakarta.ws.rs.ext.Provider
@Priority(Priorities.USER - 100)
@Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
public class JsonBodies implements MessageBodyReader<Object> {

    private final Provider<BodySettings> settings;

    /** Readers are made before the settings are known, hence the provider. */
    JsonBodies(Provider<BodySettings> settings) {
        this.settings = settings;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == JsonNode.class || type.getName().startsWith("io.sealpost.rules.");
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        int limit = settings.get().maxBodyBytes();
        byte[] json = body.readNBytes(limit + 1);
        if (json.length > limit) {
            // Most clients read no answer before they have sent everything.
            body.transferTo(OutputStream.nullOutputStream());
            throw new Problem.BodyTooLarge(limit).asException();
        }
        return StrictJson.read(json, type);
    }
}
