package io.sealpost.local.demo;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads of a non-delivery report (RFC 3464) what the demo shows.
 *
 * @param content the report as it came, one character for each byte
 */
record Report(String content) {
    private static final Pattern RECIPIENT =
            Pattern.compile("^Final-Recipient:\\s*rfc822;\\s*(\\S+)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    private static final Pattern STATUS =
            Pattern.compile("^Status:\\s*(\\S+)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    private static final Pattern TYPE =
            Pattern.compile("^Content-Type:\\s*multipart/report;", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    boolean isMultipartReport() {
        return TYPE.matcher(content).find();
    }

    /** The recipients that it reports on, in lower case. */
    List<String> recipients() {
        return all(RECIPIENT);
    }

    /** The enhanced status codes of these recipients. */
    List<String> statuses() {
        return all(STATUS);
    }

    private List<String> all(Pattern pattern) {
        return pattern.matcher(content)
                .results()
                .map((MatchResult found) -> found.group(1).toLowerCase(Locale.ROOT))
                .toList();
    }
}
