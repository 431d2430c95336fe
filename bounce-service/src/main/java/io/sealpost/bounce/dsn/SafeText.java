package io.sealpost.bounce.dsn;

/** Makes words of unknown origin safe to stand within one line. */
final class SafeText {

    private static final char REPLACEMENT = '?';

    private SafeText() {}

    /** One line: every run of white space and line breaks is a space; other invisible characters become question marks. */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(safe, character));
        return safe.toString().strip();
    }

    /** One line of printable ASCII. */
    static String ascii(String text) {
        return line(text)
                .codePoints()
                .map(character -> character < 0x7f ? character : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Printable ASCII, every space kept. */
    static String printable(String text) {
        return text.codePoints()
                .map(character -> character >= ' ' && character < 0x7f ? character : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text as one line of at most so many characters; of what is far longer the end is not even looked at. */
    static String brief(String text, int longest) {
        int looked = 4 * longest;
        return cut(line(text.length() > looked ? text.substring(0, looked) : text), longest);
    }

    /** At most so many characters; what is cut off leaves an ellipsis of three dots. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 3;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "...";
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private static void append(StringBuilder safe, int character) {
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            if (!safe.isEmpty() && safe.charAt(safe.length() - 1) != ' ') {
                safe.append(' ');
            }
        } else {
            safe.appendCodePoint(isInvisible(character) ? REPLACEMENT : character);
        }
    }

    /** Controls, and format characters such as those that turn the reading direction around. */
    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
