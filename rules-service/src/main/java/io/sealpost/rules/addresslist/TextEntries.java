package io.sealpost.rules.addresslist;

import io.sealpost.rules.problem.BodyReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads entries from text: one a line, or the first column of each line of CSV (RFC 4180), whose first line may be the
 * heading {@code entry}.
 */
@Provider
@Consumes({MediaType.TEXT_PLAIN, TextEntries.CSV})
public class TextEntries implements MessageBodyReader<EntriesBody> {

    static final String CSV = "text/csv";

    private final BodyReader bodies;

    TextEntries(BodyReader bodies) {
        this.bodies = bodies;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == EntriesBody.class;
    }

    @Override
    public EntriesBody readFrom(
            Class<EntriesBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        String text = new String(bodies.read(body, type), StandardCharsets.UTF_8);
        return parse(text, mediaType.isCompatible(MediaType.valueOf(CSV)));
    }

    static EntriesBody parse(String text, boolean csv) {
        List<String> lines = new ArrayList<>();
        withoutMark(text).lines().forEach(line -> lines.add(csv ? firstColumn(line) : line));
        if (csv && !lines.isEmpty() && "entry".equalsIgnoreCase(lines.get(0).strip())) {
            lines.set(0, "");
        }
        return EntriesBody.ofLines(lines);
    }

    /** Spreadsheets put a byte order mark before UTF-8. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String firstColumn(String line) {
        if (line.startsWith("\"")) {
            int end = line.indexOf('"', 1);
            return end < 0 ? line : line.substring(1, end);
        }
        int comma = line.indexOf(',');
        return comma < 0 ? line : line.substring(0, comma);
    }
}
