package io.sealpost.relay.spool;

import java.time.Instant;
import java.util.Locale;

/**
 * The name of a message from its acceptance to its end, in replies, Received headers, logs, events and reports.
 *
 * <p>13 letters and digits that sort by the time of acceptance: 9 for the milliseconds, 4 to tell apart the messages of one millisecond. Upper case
 * only, so that it survives being read aloud and copied.
 *
 * @param value the name
 */
public record QueueId(String value) implements Comparable<QueueId> {
    private static final int LENGTH = 13;
    private static final int RADIX = 36;
    /** How many names there are in one millisecond. */
    static final int PER_MILLISECOND = 36 * 36 * 36 * 36;

    public QueueId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not a queue id: it has 13 upper-case letters and digits");
        }
    }

    /**
     * The name of a message that was accepted at that time.
     *
     * @param number which of that millisecond, 0 to 36⁴ - 1
     */
    public static QueueId of(Instant acceptedAt, int number) {
        String time = padded(Long.toString(acceptedAt.toEpochMilli(), RADIX), 9);
        return new QueueId((time + padded(Integer.toString(number, RADIX), 4)).toUpperCase(Locale.ROOT));
    }

    /** When the message was accepted, by its name: the clock's milliseconds, or later ones where it had gone back. */
    public Instant time() {
        return Instant.ofEpochMilli(Long.parseLong(value.substring(0, 9), RADIX));
    }

    @Override
    public int compareTo(QueueId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isWellFormed(String text) {
        boolean wellFormed = text.length() == LENGTH;
        for (int i = 0; wellFormed && i < LENGTH; i++) {
            char c = text.charAt(i);
            wellFormed = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        }
        return wellFormed;
    }

    private static String padded(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }
}
