package io.sealpost.relay.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An enhanced mail system status code (RFC 3463 §2), such as {@code 5.7.10}.
 *
 * @param kind 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int kind, int subject, int detail) {
    /** RFC 3463 §3.5: delivery time expired. */
    public static final EnhancedStatus TIME_EXPIRED = new EnhancedStatus(5, 4, 7);
    /** RFC 3463 §3.8: delivery not authorized, message refused. */
    public static final EnhancedStatus NOT_AUTHORIZED = new EnhancedStatus(5, 7, 1);

    private static final Pattern FORM = Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})");

    public EnhancedStatus {
        if (kind != 2 && kind != 4 && kind != 5) {
            throw new IllegalArgumentException("the class of an enhanced status is 2, 4 or 5, not " + kind);
        }
        if (subject < 0 || subject > 999 || detail < 0 || detail > 999) {
            throw new IllegalArgumentException("subject and detail of an enhanced status have 1 to 3 digits");
        }
    }

    /** Reads a bare status; empty if the text is anything else. */
    public static Optional<EnhancedStatus> parse(String text) {
        Matcher m = FORM.matcher(text);
        return m.matches()
                ? Optional.of(new EnhancedStatus(
                        Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))
                : Optional.empty();
    }

    /** Reads a status that must be well-formed, such as one of our own. */
    public static EnhancedStatus of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an enhanced status: " + text));
    }

    /** The same subject and detail as a permanent failure: what a deferral becomes when the queue gives up. */
    public EnhancedStatus asPermanent() {
        return new EnhancedStatus(5, subject, detail);
    }

    /** The same subject and detail as a failure that may pass. */
    public EnhancedStatus asTransient() {
        return new EnhancedStatus(4, subject, detail);
    }

    @Override
    public String toString() {
        return kind + "." + subject + "." + detail;
    }
}
