package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.HeaderPlaces;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a message as it came, and its fields.
 *
 * <p>The block ends at the first empty line and at nothing else. A line in it that is no field does not end it, and a
 * blank before a colon (RFC 5322 §4.5) does not hide a field: some reader downstream sees that field too, and its rules
 * must hold.
 */
final class HeaderBlock {
    /** RFC 5322 §3.6.4, as far as it can be compared and written into a log or a record without harm. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,250}>");

    private static final byte[] LINE_END = {'\r', '\n'};

    private final byte[] octets;
    private final List<HeaderField> fields;
    private @Nullable HeaderSenders senders;

    private HeaderBlock(byte[] octets, List<HeaderField> fields) {
        this.octets = octets;
        this.fields = List.copyOf(fields);
    }

    /**
     * Reads a header.
     *
     * @param octets lines that end with CRLF, up to and including the empty line if there is one
     */
    static HeaderBlock parse(byte[] octets) {
        List<HeaderField> fields = new ArrayList<>();
        int start = 0;
        while (start < octets.length) {
            int end = endOfField(octets, start);
            field(octets, start, end).ifPresent(fields::add);
            start = end;
        }
        return new HeaderBlock(octets, fields);
    }

    List<HeaderField> named(String name) {
        List<HeaderField> found = new ArrayList<>(1);
        for (HeaderField field : fields) {
            if (field.name().equals(name)) {
                found.add(field);
            }
        }
        return found;
    }

    /** Who it says it is from; found once, when it is asked for. Not for several threads at a time. */
    HeaderSenders senders() {
        HeaderSenders found = senders == null ? HeaderSenders.of(this) : senders;
        senders = found;
        return found;
    }

    /** The Message-ID, if there is exactly one and it is well-formed. */
    Optional<String> messageId() {
        List<HeaderField> found = named("message-id");
        return found.size() == 1
                ? Optional.of(found.get(0).value())
                        .filter(value -> MESSAGE_ID.matcher(value).matches())
                : Optional.empty();
    }

    /** Whether it goes beyond ASCII. */
    boolean isBeyondAscii() {
        for (byte octet : octets) {
            if (octet < 0) {
                return true;
            }
        }
        return false;
    }

    byte[] octets() {
        return octets;
    }

    /** The same block without the fields of those names, all else as it came. */
    HeaderBlock without(Set<String> names) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(octets.length);
        int position = 0;
        for (HeaderField field : fields) {
            if (names.contains(field.name())) {
                rest.write(octets, position, field.start() - position);
                position = field.end();
            }
        }
        if (position == 0) {
            return this;
        }
        rest.write(octets, position, octets.length - position);
        return parse(rest.toByteArray());
    }

    /**
     * The same block with further fields, behind the trace fields at its top (RFC 5322 §3.6).
     *
     * @param more whole lines
     */
    HeaderBlock with(byte[] more) {
        int position = 0;
        for (HeaderField field : fields) {
            if (field.start() == position && field.name().equals("received")) {
                position = field.end();
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(octets.length + more.length + 2);
        all.write(octets, 0, position);
        if (position > 0 && octets[position - 1] != '\n') {
            all.writeBytes(LINE_END);
        }
        all.writeBytes(more);
        all.write(octets, position, octets.length - position);
        return parse(all.toByteArray());
    }

    /**
     * Where it can be edited.
     *
     * @param before octets that stand before it
     */
    HeaderPlaces places(long before) {
        return new HeaderPlaces(
                before + end(), named("subject").stream().findFirst().map(subject -> subject(before, subject)));
    }

    /** Behind its last line and before the empty one; before its first where the last has no end. */
    private int end() {
        int length = octets.length;
        if (length > 0 && octets[length - 1] != '\n') {
            return 0;
        }
        boolean closed = length >= 2
                && octets[length - 2] == '\r'
                && octets[length - 1] == '\n'
                && (length == 2 || octets[length - 3] == '\n');
        return closed ? length - 2 : length;
    }

    private HeaderPlaces.Subject subject(long before, HeaderField field) {
        int start = field.start();
        while (octets[start] != ':') {
            start++;
        }
        start++;
        int end = start;
        while (end < octets.length && octets[end] != '\r') {
            end++;
        }
        String line = new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
        boolean encoded = field.value().startsWith("=?");
        return new HeaderPlaces.Subject(before + start, line.length(), text(line, encoded), encoded);
    }

    private static HeaderPlaces.Text text(String line, boolean encoded) {
        if (line.isBlank()) {
            return HeaderPlaces.Text.NONE;
        }
        if (line.startsWith(" ") || line.startsWith("\t")) {
            return encoded ? HeaderPlaces.Text.ENCODED : HeaderPlaces.Text.APART;
        }
        return HeaderPlaces.Text.ATTACHED;
    }

    /** Behind the CRLF that no blank follows. */
    private static int endOfField(byte[] octets, int start) {
        for (int i = start; i < octets.length; i++) {
            boolean folded = i + 1 < octets.length && (octets[i + 1] == ' ' || octets[i + 1] == '\t');
            if (octets[i] == '\n' && !folded) {
                return i + 1;
            }
        }
        return octets.length;
    }

    private static Optional<HeaderField> field(byte[] octets, int start, int end) {
        String line = new String(octets, start, end - start, StandardCharsets.UTF_8);
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return Optional.empty();
        }
        String value = line.substring(colon + 1).replace("\r\n", "").strip();
        return Optional.of(new HeaderField(name.toLowerCase(Locale.ROOT), value, start, end));
    }
}
