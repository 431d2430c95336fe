package io.sealpost.bounce.dsn;

/**
 * Breaks a line at spaces. RFC 5322 §2.1.1: lines should have at most 78 characters and must not have more than 998.
 *
 * <p>A word that does not fit stands on a line of its own; only one that no line could hold is itself broken.
 */
final class LineFolder {

    private static final int LONGEST_WORD = 900;

    private final String firstIndent;
    private final String indent;
    private final int width;

    /** Continuation lines begin with {@code indent}, the first with {@code firstIndent}. */
    LineFolder(String firstIndent, String indent, int width) {
        this.firstIndent = firstIndent;
        this.indent = indent;
        this.width = width;
    }

    /** The lines, joined by LF, without a last line end. */
    String fold(String text) {
        StringBuilder folded = new StringBuilder(firstIndent);
        int column = firstIndent.length();
        boolean lineBegins = true;
        for (String word : text.split(" ", -1)) {
            for (int from = 0; from == 0 || from < word.length(); from += LONGEST_WORD) {
                String piece = word.substring(from, Math.min(word.length(), from + LONGEST_WORD));
                if (!lineBegins && (column + 1 + piece.length() > width || from > 0)) {
                    folded.append('\n').append(indent);
                    column = indent.length();
                } else if (!lineBegins) {
                    folded.append(' ');
                    column++;
                }
                folded.append(piece);
                column += piece.length();
                lineBegins = false;
            }
        }
        return folded.toString();
    }
}
