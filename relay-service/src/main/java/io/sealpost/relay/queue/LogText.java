package io.sealpost.relay.queue;

/** Text from outside in a log line: control characters and quotes escaped, so that nobody can forge a line. */
final class LogText {
    private static final int LIMIT = 300;

    private LogText() {}

    static String of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(LIMIT).forEach(c -> {
            if (Character.isISOControl(c)
                    || c == '"'
                    || c == '\\'
                    || Character.getType(c) == Character.LINE_SEPARATOR) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
