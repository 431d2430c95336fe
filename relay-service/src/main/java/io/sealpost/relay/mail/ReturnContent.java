package io.sealpost.relay.mail;

import java.util.Locale;

/** How much of the message a report of its failure is to return: the value of RET (RFC 3461 §4.3). */
public enum ReturnContent {
    FULL,
    HDRS;

    /** @throws IllegalArgumentException with words fit for the one who wrote it */
    public static ReturnContent parse(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "FULL" -> FULL;
            case "HDRS" -> HDRS;
            default -> throw new IllegalArgumentException("write RET=FULL or RET=HDRS");
        };
    }
}
