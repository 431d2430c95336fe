package io.sealpost.e2e;

import io.sealpost.platform.net.RecordedConnection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The oracle of what may be said: judges a client by the octets that crossed, and by nothing that Sealpost says of them.
 */
final class Wire {
    private static final Pattern PERMITTED = Pattern.compile("(EHLO|HELO) \\S+|STARTTLS|NOOP|RSET|QUIT");
    private static final String STARTTLS = "STARTTLS\r\n";
    private static final int RECORD_HEADER = 5;

    private Wire() {}

    /** The lines that a connection may not carry unless it meets what is demanded. */
    static List<String> forbidden(List<String> lines) {
        return lines.stream().filter(line -> !PERMITTED.matcher(line).matches()).toList();
    }

    /** The lines that the client said outside TLS. */
    static List<String> inClear(RecordedConnection connection) {
        if (connection.truncated()) {
            throw new AssertionError("more was said than the recorder keeps");
        }
        String said = connection.client();
        int start = said.indexOf(STARTTLS);
        if (start < 0) {
            return lines(said);
        }
        int begin = start + STARTTLS.length();
        return Stream.concat(
                        lines(said.substring(0, begin)).stream(), lines(said.substring(endOfTls(said, begin))).stream())
                .toList();
    }

    private static List<String> lines(String said) {
        return said.isEmpty() ? List.of() : List.of(said.split("\r\n"));
    }

    /** Behind the last of the TLS records that stand here (RFC 8446 §5.1); the last one may still be on its way. */
    private static int endOfTls(String said, int begin) {
        int at = begin;
        while (at + RECORD_HEADER <= said.length() && isRecord(said, at)) {
            at += RECORD_HEADER + said.charAt(at + 3) * 256 + said.charAt(at + 4);
        }
        return Math.min(at, said.length());
    }

    private static boolean isRecord(String said, int at) {
        return said.charAt(at) >= 20 && said.charAt(at) <= 23 && said.charAt(at + 1) == 3 && said.charAt(at + 2) <= 4;
    }
}
