package io.sealpost.local.demo;

import java.util.Optional;
import java.util.regex.Pattern;

/** Compares a received message with the sent one: it must be the same bytes, with trace fields in front. */
final class Copy {
    /** Received fields (RFC 5321 §4.4), each with its folded lines. */
    private static final Pattern TRACE = Pattern.compile("(Received:[^\r\n]*\r\n([ \t][^\r\n]*\r\n)*)+");

    private Copy() {}

    /** The trace in front of the sent bytes, or empty if the message is not the sent one. */
    static Optional<String> trace(String received, String sent) {
        if (!received.endsWith(sent)) {
            return Optional.empty();
        }
        return Optional.of(received.substring(0, received.length() - sent.length()))
                .filter(front -> TRACE.matcher(front).matches());
    }
}
