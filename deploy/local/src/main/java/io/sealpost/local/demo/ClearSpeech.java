package io.sealpost.local.demo;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Judges what a client said on a connection without TLS: nothing but greetings, an offer of TLS, and farewells may be
 * said where a rule demands TLS.
 *
 * @param said all bytes of the client, one character each
 */
record ClearSpeech(String said) {
    private static final Set<String> HARMLESS = Set.of("EHLO", "HELO", "STARTTLS", "NOOP", "RSET", "QUIT");

    /** The lines that are no harmless command. */
    List<String> betrayals() {
        return said.lines().filter(line -> !HARMLESS.contains(verb(line))).toList();
    }

    /** Those of the words that were said, in whatever case. */
    List<String> leaked(List<String> words) {
        String lower = said.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> lower.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String verb(String line) {
        return line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }
}
