package io.sealpost.relay.content;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;

/**
 * The names that the header of a part gives it: {@code filename} of Content-Disposition (RFC 2183 §2.3) and {@code name} of
 * Content-Type. Mail clients differ in which they show, so all of them count.
 */
final class PartNames {
    private final Set<String> names = new LinkedHashSet<>();
    private boolean doubtful;

    /** Takes a field of the header; most have no name in them. */
    void take(Field field) {
        parameter(field).ifPresent(name -> read(field, name));
    }

    Set<String> all() {
        return names;
    }

    /** Whether a name is in a charset that nobody here knows: a mail client may. */
    boolean isDoubtful() {
        return doubtful;
    }

    private static Optional<String> parameter(Field field) {
        return switch (field.getNameLowerCase()) {
            case "content-disposition" -> Optional.of("filename");
            case "content-type" -> Optional.of("name");
            default -> Optional.empty();
        };
    }

    private void read(Field field, String name) {
        List<NameValuePair> parameters;
        try {
            parameters = RawFieldParser.DEFAULT
                    .parseRawBody(RawFieldParser.DEFAULT.parseField(eachOctetACharacter(field.getRaw())))
                    .getParams();
        } catch (MimeException e) {
            return; // no field at all
        }
        doubtful |= ParameterValue.isDoubtful(parameters, name);
        ParameterValue.inPieces(parameters, name).ifPresent(names::add);
        parameters.stream()
                .filter(parameter -> parameter.getName().equalsIgnoreCase(name))
                .map(parameter -> ParameterValue.plain(parameter.getValue()))
                .forEach(names::add);
    }

    /** The parser reads UTF-8, and would lose octets that are none. */
    private static ByteSequence eachOctetACharacter(ByteSequence field) {
        String octets = new String(field.toByteArray(), StandardCharsets.ISO_8859_1);
        return ContentUtil.encode(StandardCharsets.UTF_8, octets);
    }
}
