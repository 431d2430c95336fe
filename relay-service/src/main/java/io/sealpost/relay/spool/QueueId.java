package io.sealpost.relay.spool;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a message from its acceptance to its end, in replies, Received headers, logs, events and reports.
 *
 * <p>13 letters and digits that sort by the time of acceptance: 9 for the milliseconds, 4 drawn by chance. Upper case
 * only, so that it survives being read aloud and copied.
 *
 * @param value the name
 */
public record QueueId(String value) implements Comparable<QueueId> {
    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{13}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CHANCES = 36 * 36 * 36 * 36;

    public QueueId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a queue id: it has 13 upper-case letters and digits");
        }
    }

    /** A new name for a message accepted at that time. */
    public static QueueId next(Instant acceptedAt) {
        String time = padded(Long.toString(acceptedAt.toEpochMilli(), 36), 9);
        String chance = padded(Integer.toString(RANDOM.nextInt(CHANCES), 36), 4);
        return new QueueId((time + chance).toUpperCase(Locale.ROOT));
    }

    @Override
    public int compareTo(QueueId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String padded(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }
}
