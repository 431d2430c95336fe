package io.sealpost.relay.wire;

import java.util.function.Function;
import java.util.function.Supplier;

/** What the line splitter found: a line, or why it is none. */
public sealed interface CommandLine {
    /** A line without its CRLF, within the limit. */
    record Text(String text) implements CommandLine {
        /** Without the text: it may be a secret. */
        @Override
        public String toString() {
            return "Text[characters=" + text.length() + "]";
        }
    }

    /** A line over the limit; its octets are gone. */
    record TooLong() implements CommandLine {}

    /** A line with a CR or an LF that stands alone; all up to the next CRLF is dropped. */
    record BareLineEnd() implements CommandLine {}

    /** Calls the one function that fits; a further case breaks the compilation of every caller. */
    default <T> T match(Function<String, T> text, Supplier<T> tooLong, Supplier<T> bareLineEnd) {
        if (this instanceof Text line) {
            return text.apply(line.text());
        }
        return this instanceof TooLong ? tooLong.get() : bareLineEnd.get();
    }
}
