package io.sealpost.rules.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins and how long it is.
 *
 * @param after key of the last item of the page before; empty for the first page
 */
public record Cursor(String after, int limit) {

    private static final int DEFAULT = 100;
    private static final int MOST = 1000;

    public static Cursor of(@Nullable String cursor, @Nullable String limit) {
        return new Cursor(cursor == null ? "" : decode(cursor), limit == null ? DEFAULT : limit(limit));
    }

    /** How many to read: one more than the page shows tells whether there is a next one. */
    public int fetch() {
        return limit + 1;
    }

    /** The key as a number, for lists that are ordered by one; 0 for the first page. */
    public long afterNumber() {
        try {
            return after.isEmpty() ? 0 : Long.parseLong(after);
        } catch (NumberFormatException notOurs) {
            throw foreign(after).asException();
        }
    }

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (key.chars().anyMatch(Character::isISOControl)) {
                throw foreign(cursor).asException();
            }
            return key;
        } catch (IllegalArgumentException notOurs) {
            throw foreign(cursor).asException();
        }
    }

    private static int limit(String limit) {
        if (!limit.matches("\\d{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw new Problem.BadParameter("limit", limit, "a number from 1 to " + MOST).asException();
        }
        return Integer.parseInt(limit);
    }

    private static Problem foreign(String cursor) {
        return new Problem.BadParameter("cursor", cursor, "a nextCursor of this list");
    }
}
