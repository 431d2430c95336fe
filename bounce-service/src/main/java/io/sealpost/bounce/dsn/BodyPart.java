package io.sealpost.bounce.dsn;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One part of the report, encoded for the wire.
 *
 * @param content 7-bit lines, each ended by LF
 */
record BodyPart(String contentType, String description, String encoding, String content) {

    private static final int LONGEST_LINE = 998;

    /** A part of octets, one character an octet and one string a line: as it is where that is 7-bit, else encoded. */
    static BodyPart ofOctets(String contentType, String description, List<String> lines) {
        if (lines.stream().allMatch(BodyPart::isSevenBitLine)) {
            String content = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
            return new BodyPart(contentType, description, "7bit", content);
        }
        return new BodyPart(contentType, description, "quoted-printable", QuotedPrintable.encode(lines));
    }

    /** A part of text in UTF-8; {@code text} has LF line ends. */
    static BodyPart ofText(String contentType, String description, String text) {
        String octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return ofOctets(contentType, description, octets.lines().toList());
    }

    /** The part with its own header, as it stands between two boundaries. */
    String wire() {
        return HeaderField.of("Content-Description", description).line() + "\n"
                + HeaderField.of("Content-Type", contentType).line() + "\n"
                + HeaderField.of("Content-Transfer-Encoding", encoding).line() + "\n\n"
                + content;
    }

    private static boolean isSevenBitLine(String line) {
        return line.length() <= LONGEST_LINE
                && line.chars().allMatch(octet -> octet == '\t' || (octet >= ' ' && octet < 0x7f));
    }
}
