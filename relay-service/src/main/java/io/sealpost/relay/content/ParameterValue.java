package io.sealpost.relay.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.NameValuePair;
import org.jspecify.annotations.Nullable;

/**
 * Puts the value of a parameter together that is cut in pieces or names its charset (RFC 2231 §3, §4): {@code name*0*=…;
 * name*1="…"}. Pieces count by their numbers, wherever they stand, and gaps are closed.
 */
final class ParameterValue {
    private static final Pattern PIECE = Pattern.compile("(?:\\*([0-9]{1,9}))?(\\*)?");
    private static final Pattern CHARSET = Pattern.compile("([^']*)'[^']*'(.*)", Pattern.DOTALL);

    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?*\\s]++)[?*]");

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private @Nullable String charset;
    private boolean encoded;

    private ParameterValue() {}

    /** The value that is in pieces; empty if there is none under that name. */
    static Optional<String> inPieces(List<NameValuePair> parameters, String name) {
        Map<Integer, NameValuePair> pieces = new TreeMap<>();
        for (NameValuePair parameter : parameters) {
            suffix(parameter, name)
                    .filter(suffix -> !suffix.group().isEmpty())
                    .ifPresent(suffix -> pieces.putIfAbsent(number(suffix), parameter));
        }
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        ParameterValue value = new ParameterValue();
        pieces.values().forEach(value::add);
        return Optional.of(value.text());
    }

    /** Whether any piece of the value names a charset that is not known. */
    static boolean isDoubtful(List<NameValuePair> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> suffix(parameter, name).isPresent() && parameter.getValue() != null)
                .anyMatch(parameter -> {
                    Matcher start = CHARSET.matcher(parameter.getValue());
                    return (parameter.getName().endsWith("*")
                                    && start.matches()
                                    && !start.group(1).isEmpty()
                                    && !Reading.isKnown(start.group(1)))
                            || ENCODED_WORD
                                    .matcher(parameter.getValue())
                                    .results()
                                    .anyMatch(word -> !Reading.isKnown(word.group(1)));
                });
    }

    /** A value in one piece: 8-bit octets in it (RFC 6532) and encoded words, which do not belong there but are found. */
    static String plain(@Nullable String value) {
        byte[] octets = (value == null ? "" : value).getBytes(StandardCharsets.ISO_8859_1);
        return DecoderUtil.decodeEncodedWords(Reading.of(octets, null), DecodeMonitor.SILENT);
    }

    private static Optional<Matcher> suffix(NameValuePair parameter, String name) {
        String full = parameter.getName().toLowerCase(Locale.ROOT);
        return full.startsWith(name)
                ? Optional.of(PIECE.matcher(full.substring(name.length()))).filter(Matcher::matches)
                : Optional.empty();
    }

    private static int number(Matcher suffix) {
        return suffix.group(1) == null ? 0 : Integer.parseInt(suffix.group(1));
    }

    private void add(NameValuePair piece) {
        String value = piece.getValue() == null ? "" : piece.getValue();
        if (!piece.getName().endsWith("*")) {
            octets.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
            return;
        }
        Matcher start = CHARSET.matcher(value);
        if (!encoded && charset == null && start.matches()) {
            charset = start.group(1);
            value = start.group(2);
        }
        encoded = true;
        octets.writeBytes(decoded(value));
    }

    /** What follows a percent sign that is no octet stays as it is. */
    private static byte[] decoded(String value) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            int high = digit(value, i + 1);
            int low = digit(value, i + 2);
            if (value.charAt(i) == '%' && high >= 0 && low >= 0) {
                decoded.write(16 * high + low);
                i += 2;
            } else {
                decoded.write(value.charAt(i));
            }
        }
        return decoded.toByteArray();
    }

    private static int digit(String value, int place) {
        return place < value.length() ? Character.digit(value.charAt(place), 16) : -1;
    }

    private String text() {
        String text = Reading.of(octets.toByteArray(), charset);
        return encoded ? text : DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
    }
}
