package io.sealpost.bounce.dsn;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes instants as RFC 5322 §3.3 wants them, in UTC. */
final class MailDate {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private MailDate() {}

    static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
