package io.sealpost.rules.problem;

import org.jspecify.annotations.Nullable;

/**
 * One value that does not fit: which field, what it holds, what would be right.
 *
 * @param field path in the body, as {@code criteria.to.anyOf[2]}
 * @param value the value as it was sent, shortened; null where it is missing
 * @param expected what would be right, for people
 */
public record Violation(String field, @Nullable Object value, String expected) {

    private static final int LONGEST = 200;

    public Violation {
        if (value instanceof String text && text.length() > LONGEST) {
            value = text.substring(0, LONGEST) + "…";
        }
    }
}
