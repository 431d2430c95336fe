package io.sealpost.bounce.dsn;

import java.util.List;

/**
 * One part of the report, encoded for the wire.
 *
 * @param content lines of at most 998 octets, each ended by LF; ASCII, or text where the encoding is {@code 8bit}
 */
record BodyPart(String contentType, String description, String encoding, String content) implements Entity {

    private static final int LONGEST_LINE = 998;

    /** A part of octets, one character an octet and one string a line: as it is where that is 7-bit, else encoded. */
    static BodyPart ofOctets(String contentType, String description, List<String> lines) {
        if (lines.stream().allMatch(BodyPart::isSevenBitLine)) {
            String content = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
            return new BodyPart(contentType, description, "7bit", content);
        }
        return new BodyPart(contentType, description, "quoted-printable", QuotedPrintable.encode(lines));
    }

    /** The same, but as it is too where it is UTF-8 with short lines (RFC 6533 §4, §5: 8bit wherever possible). */
    static BodyPart ofUtf8Octets(String contentType, String description, List<String> lines) {
        BodyPart encoded = ofOctets(contentType, description, lines);
        if (encoded.encoding.equals("7bit") || !lines.stream().allMatch(BodyPart::isShortText)) {
            return encoded;
        }
        return Utf8.decode(String.join("\n", lines) + "\n")
                .map(text -> new BodyPart(contentType, description, "8bit", text))
                .orElse(encoded);
    }

    @Override
    public boolean contains(String boundary) {
        return content.contains(boundary);
    }

    @Override
    public String wire() {
        return HeaderField.of("Content-Description", description).line() + "\n"
                + HeaderField.of("Content-Type", contentType).line() + "\n"
                + HeaderField.of("Content-Transfer-Encoding", encoding).line() + "\n\n"
                + content;
    }

    private static boolean isSevenBitLine(String line) {
        return isShortText(line) && SafeText.isAscii(line);
    }

    private static boolean isShortText(String line) {
        return line.length() <= LONGEST_LINE
                && line.chars().allMatch(octet -> octet == '\t' || (octet >= ' ' && octet != 0x7f));
    }
}
