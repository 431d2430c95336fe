package io.sealpost.bounce.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The demands that the contract makes on required fields; each throws {@link IllegalArgumentException} naming the field. */
final class Require {

    static final Pattern STATUS = Pattern.compile("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    /** An atom sequence that needs no quoting in a Message-ID (RFC 5322 §3.2.3) and may stand in a MIME boundary. */
    static final Pattern EVENT_ID = Pattern.compile("(?=.{1,64}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    static final Pattern HOST_NAME = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private static final int LONGEST_LINE = 998;

    private Require() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    static void nonEmpty(String field, @Nullable String value) {
        if (present(field, value).isEmpty()) {
            throw new IllegalArgumentException(field + " is empty");
        }
    }

    /** Text without control characters that fits on a line; it may be empty. */
    static void line(String field, @Nullable String value) {
        String text = present(field, value);
        if (text.length() > LONGEST_LINE || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " is overlong or holds control characters");
        }
    }

    static void identifier(String field, @Nullable String value) {
        nonEmpty(field, value);
        line(field, value);
    }

    static void matching(String field, @Nullable String value, Pattern pattern) {
        if (!pattern.matcher(present(field, value)).matches()) {
            throw new IllegalArgumentException(field + " is malformed");
        }
    }
}
