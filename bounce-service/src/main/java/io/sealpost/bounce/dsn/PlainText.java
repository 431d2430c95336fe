package io.sealpost.bounce.dsn;

import java.util.stream.Collectors;

/** Brings text to the width of a mail; each line keeps its indentation when it is broken. */
final class PlainText {

    private static final int WIDTH = 76;

    private PlainText() {}

    /** Lines of at most 76 characters where their words allow it, never two empty ones in a row, ended by LF. */
    static String wrap(String text) {
        String wrapped = text.lines().map(PlainText::wrapLine).collect(Collectors.joining("\n"));
        return wrapped.replaceAll("\n{3,}", "\n\n").strip() + "\n";
    }

    private static String wrapLine(String line) {
        String words = line.strip();
        if (words.isEmpty()) {
            return "";
        }
        String indent = line.substring(0, line.indexOf(words));
        return new LineFolder(indent, indent + hanging(words), WIDTH).fold(words);
    }

    /** What further lines of an item, or of a quotation, begin with. */
    private static String hanging(String words) {
        if (words.startsWith("- ")) {
            return "  ";
        }
        return words.startsWith("> ") ? "> " : "";
    }
}
