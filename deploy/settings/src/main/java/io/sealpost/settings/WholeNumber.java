package io.sealpost.settings;

/** Reads whole numbers within bounds. */
final class WholeNumber {
    private WholeNumber() {}

    /** An {@link IllegalArgumentException} with those words where it is none or out of bounds. */
    static int read(String value, int least, int most, String otherwise) {
        int number;
        try {
            number = Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(otherwise, e);
        }
        if (number < least || number > most) {
            throw new IllegalArgumentException(otherwise);
        }
        return number;
    }
}
