package io.sealpost.bounce.record;

/** Reads the query parameter {@code limit}. */
final class PageSize {

    private PageSize() {}

    /** From 1 to {@code most}; anything else is the caller's mistake. */
    static int of(String text, int most) {
        int size = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (size < 1 || size > most) {
            throw RecordProblem.invalid("limit", text, "between 1 and " + most);
        }
        return size;
    }
}
