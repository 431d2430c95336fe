package io.sealpost.rules.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One value of a body that does not fit: which field, what it holds, what would be right.
 *
 * @param field path in the body, as {@code criteria.to.anyOf[2]}
 * @param value the value as it was sent, shortened; null where it is missing
 * @param expected what would be right, for people
 */
public record Violation(String field, @Nullable Object value, String expected) {

    private static final int LONGEST = 200;

    public Violation {
        field = WellFormed.text(field);
        if (value instanceof String text) {
            value = shortened(text);
        }
    }

    /** The same field as JSON pointer in the form of a URI fragment (RFC 6901 §6), as {@code #/criteria/to/anyOf/2}. */
    @JsonProperty
    public String pointer() {
        return "#/"
                + field.replace("~", "~0").replace("/", "~1").replace('.', '/').replaceAll("\\[(\\d+)]", "/$1");
    }

    static String shortened(String text) {
        return WellFormed.text(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }
}
