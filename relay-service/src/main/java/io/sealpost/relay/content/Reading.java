package io.sealpost.relay.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.util.CharsetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads octets as text. Where they are not what their charset says, or nobody knows the charset, the readings that a mail
 * client may show stand one after another: a wrong octet or a wrong name must hide nothing.
 */
final class Reading {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private Reading() {}

    /** Whether a mail client can read no more under that name than is read here; null: none was given. */
    static boolean isKnown(@Nullable String declared) {
        return declared == null || CharsetUtil.lookup(declared) != null;
    }

    /** @param declared the name of the charset; null: none was given */
    static String of(byte[] octets, @Nullable String declared) {
        Optional<Charset> named = Optional.ofNullable(declared).map(CharsetUtil::lookup);
        return named.flatMap(charset -> strictly(octets, charset))
                .or(() -> strictly(octets, StandardCharsets.UTF_8))
                .orElseGet(() -> loosely(octets, named));
    }

    /** Empty if any octet but the last ones has no meaning; these may be the beginning of a character that was cut off. */
    private static Optional<String> strictly(byte[] octets, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        CharBuffer chars = CharBuffer.allocate((int) Math.ceil(octets.length * (double) decoder.maxCharsPerByte()));
        return decoder.decode(ByteBuffer.wrap(octets), chars, false).isError()
                ? Optional.empty()
                : Optional.of(chars.flip().toString());
    }

    private static String loosely(byte[] octets, Optional<Charset> named) {
        Set<Charset> charsets = new LinkedHashSet<>();
        named.ifPresent(charsets::add);
        charsets.add(StandardCharsets.UTF_8);
        charsets.add(WINDOWS_1252);
        StringBuilder readings = new StringBuilder();
        charsets.forEach(charset -> readings.append(new String(octets, charset)).append('\n'));
        return readings.toString();
    }
}
