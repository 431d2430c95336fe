package io.sealpost.local.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Messages whose first field says their number, how many octets follow it, and the checksum of these: whoever receives one
 * can tell by itself whether it is whole. Relays may add fields in front.
 */
final class NumberedMessage {
    private static final String FIELD = "Bench-Message: ";
    private static final Pattern FORM = Pattern.compile("Bench-Message: (\\d{1,9}) (\\d{1,9}) ([0-9a-f]{1,8})");
    private static final int LINE = 78;
    private static final int TEXTS = 64;

    private final int size;
    private final byte[] letters;

    /** @param size octets of each message, at least 500 */
    NumberedMessage(int size) {
        this.size = size;
        this.letters = letters(size + TEXTS * LINE);
    }

    /** The message of that number: lines of letters that other numbers have elsewhere. */
    byte[] of(int number, String sender) {
        byte[] header = ("From: Alice <" + sender + ">\r\nTo: undisclosed-recipients:;\r\nSubject: Message " + number
                        + "\r\nDate: Tue, 24 Nov 2026 08:15:58 +0000\r\nMessage-ID: <" + number
                        + "@bench.example>\r\nMIME-Version: 1.0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] rest = new byte[size - firstField(number, size, 0xffffffffL).length];
        System.arraycopy(header, 0, rest, 0, header.length);
        System.arraycopy(letters, number % TEXTS * LINE, rest, header.length, rest.length - header.length);
        rest[rest.length - 2] = '\r';
        rest[rest.length - 1] = '\n';
        byte[] first = firstField(number, rest.length, checksum(rest, 0));
        byte[] message = new byte[first.length + rest.length];
        System.arraycopy(first, 0, message, 0, first.length);
        System.arraycopy(rest, 0, message, first.length, rest.length);
        return message;
    }

    /** The number of a message that is as it was made, but for fields in front; fails with what is wrong. */
    static int numberOf(byte[] received) throws DamagedMessage {
        int start = indexOfField(received);
        int end = start;
        while (end < received.length && received[end] != '\r') {
            end++;
        }
        String field = new String(received, start, end - start, StandardCharsets.US_ASCII);
        Matcher matcher = FORM.matcher(field);
        if (!matcher.matches()) {
            throw new DamagedMessage("a message has no number where " + FIELD + "should be");
        }
        int rest = received.length - end - 2;
        if (rest != Integer.parseInt(matcher.group(2))) {
            throw new DamagedMessage(
                    "message " + matcher.group(1) + " has " + rest + " octets in place of " + matcher.group(2));
        }
        if (checksum(received, end + 2) != Long.parseLong(matcher.group(3), 16)) {
            throw new DamagedMessage("message " + matcher.group(1) + " has another content than was sent");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** At the start of a line; the end where there is none. */
    private static int indexOfField(byte[] received) {
        byte[] field = FIELD.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + field.length <= received.length; i++) {
            if ((i == 0 || received[i - 1] == '\n') && startsWith(received, i, field)) {
                return i;
            }
        }
        return received.length;
    }

    private static boolean startsWith(byte[] octets, int from, byte[] start) {
        return Arrays.equals(octets, from, from + start.length, start, 0, start.length);
    }

    private static byte[] firstField(int number, int rest, long checksum) {
        return (FIELD + number + " " + rest + " " + Long.toHexString(checksum) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static long checksum(byte[] octets, int from) {
        CRC32C checksum = new CRC32C();
        checksum.update(octets, from, octets.length - from);
        return checksum.getValue();
    }

    private static byte[] letters(int length) {
        byte[] letters = new byte[length];
        Random chance = new Random(length);
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) ('a' + chance.nextInt(26));
        }
        for (int i = LINE; i <= length; i += LINE) {
            letters[i - 2] = '\r';
            letters[i - 1] = '\n';
        }
        return letters;
    }
}
