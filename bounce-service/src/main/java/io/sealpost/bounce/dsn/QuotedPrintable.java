package io.sealpost.bounce.dsn;

import java.util.HexFormat;
import java.util.List;

/** Writes bytes as quoted-printable (RFC 2045 §6.7), with LF for its line ends. */
final class QuotedPrintable {

    private static final int WIDTH = 76;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private QuotedPrintable() {}

    /** Encodes lines, each one character a byte (ISO 8859-1) and without its line end; each is ended by LF. */
    static String encode(List<String> lines) {
        StringBuilder encoded = new StringBuilder();
        for (String line : lines) {
            encodeLine(line, encoded);
            encoded.append('\n');
        }
        return encoded.toString();
    }

    private static void encodeLine(String line, StringBuilder encoded) {
        int column = 0;
        for (int at = 0; at < line.length(); at++) {
            boolean last = at == line.length() - 1;
            String written = written(line.charAt(at), last);
            if (column + written.length() > (last ? WIDTH : WIDTH - 1)) {
                encoded.append("=\n");
                column = 0;
            }
            encoded.append(written);
            column += written.length();
        }
    }

    private static String written(char octet, boolean last) {
        boolean blank = octet == ' ' || octet == '\t';
        boolean literal = blank ? !last : octet > ' ' && octet < 0x7f && octet != '=';
        return literal ? String.valueOf(octet) : "=" + HEX.toHexDigits((byte) octet);
    }
}
