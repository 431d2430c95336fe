package io.sealpost.bounce.dsn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The header block of the message that failed, split into its fields; nothing behind the first empty line is taken.
 *
 * <p>It was written by anybody: lines may be overlong, 8-bit, without a colon. What is returned to the sender keeps the
 * octets, what goes into the report's own header is taken only where it is well-formed.
 */
final class OriginalHeaders {

    private static final int MOST_OCTETS = 65_536;
    private static final int MOST_REFERENCES = 20;
    private static final int LONGEST_ID = 250;
    private static final int LONGEST_SUBJECT = 100;

    /** RFC 5322 §3.6.4 without quoting and comments, which nobody writes there. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?A-~]+@[!-;=?A-~]+>");

    private static final Pattern DATE = Pattern.compile("((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-3]?[0-9] "
            + "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} "
            + "[0-2][0-9]:[0-5][0-9](?::[0-6][0-9])? (?:[+-][0-9]{4}|GMT|UT)");

    private final List<List<String>> fields;

    private OriginalHeaders(List<List<String>> fields) {
        this.fields = fields;
    }

    /** Splits a block with CRLF (or bare LF) line ends, one character an octet. Other controls stay as octets. */
    static OriginalHeaders parse(String block) {
        List<List<String>> fields = new ArrayList<>();
        for (String line : block.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            if (fields.isEmpty() || !isContinuation(line)) {
                fields.add(new ArrayList<>());
            }
            fields.get(fields.size() - 1).add(line);
        }
        return new OriginalHeaders(fields);
    }

    /** All fields as they came, cut at a whole field where they pass 64 KiB. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int octets = 0;
        for (List<String> field : fields) {
            octets += field.stream().mapToInt(line -> line.length() + 2).sum();
            if (octets > MOST_OCTETS) {
                break;
            }
            lines.addAll(field);
        }
        return lines;
    }

    /** Of all fields only Date and Message-ID, each only if well-formed, so that nothing else can hide in them. */
    List<String> redactedLines() {
        return Stream.of(
                        date().map(value -> HeaderField.of("Date", value)),
                        messageId().map(value -> HeaderField.of("Message-ID", value)))
                .flatMap(Optional::stream)
                .flatMap(field -> field.line().lines())
                .toList();
    }

    /** The Message-ID with its angle brackets, if there is exactly one and it is well-formed. */
    Optional<String> messageId() {
        return single("message-id").filter(OriginalHeaders::isMessageId);
    }

    /** The well-formed Message-IDs of References, the newest of them where they are many. */
    List<String> references() {
        List<String> ids = MESSAGE_ID
                .matcher(single("references").orElse(""))
                .results()
                .map(found -> found.group())
                .filter(OriginalHeaders::isMessageId)
                .toList();
        return ids.subList(Math.max(0, ids.size() - MOST_REFERENCES), ids.size());
    }

    /** The Subject as people read it, cut where it is long. */
    Optional<String> subject() {
        return single("subject")
                .map(raw -> Utf8.decode(raw).orElse(raw))
                .map(raw -> SafeText.cut(SafeText.line(EncodedWords.decode(raw)), LONGEST_SUBJECT))
                .filter(subject -> !subject.isEmpty());
    }

    private Optional<String> date() {
        return single("date").map(DATE::matcher).filter(Matcher::lookingAt).map(Matcher::group);
    }

    private Optional<String> single(String name) {
        List<String> values = fields.stream()
                .map(field -> String.join("", field))
                .filter(field -> isNamed(field, name))
                .map(field -> field.substring(field.indexOf(':') + 1).strip())
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static boolean isNamed(String field, String name) {
        int colon = field.indexOf(':');
        return colon > 0
                && field.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(name);
    }

    private static boolean isMessageId(String value) {
        return value.length() <= LONGEST_ID && MESSAGE_ID.matcher(value).matches();
    }

    private static boolean isContinuation(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t';
    }
}
