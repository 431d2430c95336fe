package io.sealpost.bounce.dsn;

/**
 * A header field as it stands on the wire, folded.
 *
 * @param value with LF and a space wherever the line is folded
 */
public record HeaderField(String name, String value) {

    private static final int WIDTH = 78;

    /** A field whose value may come from elsewhere: it is made printable ASCII on one line, then folded at its spaces. */
    static HeaderField of(String name, String value) {
        return folded(name, SafeText.ascii(value));
    }

    /** A field whose value is one line already, folded at its spaces. */
    static HeaderField folded(String name, String value) {
        String lines = new LineFolder(name + ": ", " ", WIDTH).fold(value);
        return new HeaderField(name, lines.substring(name.length() + 2));
    }

    /** Name, colon, value; without a last line end. */
    String line() {
        return name + ": " + value;
    }
}
