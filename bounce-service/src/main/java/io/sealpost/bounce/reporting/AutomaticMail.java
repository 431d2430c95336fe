package io.sealpost.bounce.reporting;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises by its header mail that no person waits for: of a list (RFC 2369, RFC 2919), in bulk, or sent by a program
 * (RFC 3834 §5). Nobody is told of its delay; its failure is told all the same.
 */
final class AutomaticMail {

    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    private AutomaticMail() {}

    /**
     * By which field the mail is recognised, if it is.
     *
     * @param headers the original header block, CRLF or LF line ends
     */
    static Optional<String> sign(String headers) {
        return fields(headers).stream().flatMap(field -> signIn(field).stream()).findFirst();
    }

    private static List<String> fields(String headers) {
        return headers.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> !Character.isWhitespace(line.charAt(0)))
                .toList();
    }

    private static Optional<String> signIn(String field) {
        int colon = field.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        String value = field.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("list-")) {
            return Optional.of("List-*");
        }
        if (name.equals("precedence") && BULK.contains(value)) {
            return Optional.of("Precedence: " + value);
        }
        return name.equals("auto-submitted") && !isByHand(value) ? Optional.of("Auto-Submitted") : Optional.empty();
    }

    /** RFC 3834 §5: {@code no} alone, perhaps with parameters or a comment, says that a person sent it. */
    private static boolean isByHand(String value) {
        return value.matches("no(?:[\\s;(].*)?");
    }
}
