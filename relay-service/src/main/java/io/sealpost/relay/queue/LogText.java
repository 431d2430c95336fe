package io.sealpost.relay.queue;

import java.util.Set;

/** Text from outside in a log line: quotes and what is not printed as it stands escaped, so that nobody can forge a line. */
final class LogText {
    private static final int LIMIT = 300;
    private static final Set<Integer> UNSAFE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    private LogText() {}

    static String of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(LIMIT).forEach(c -> {
            if (c == '"' || c == '\\' || UNSAFE.contains(Character.getType(c))) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
