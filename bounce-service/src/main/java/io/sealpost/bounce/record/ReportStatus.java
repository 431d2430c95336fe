package io.sealpost.bounce.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a report stands. */
public enum ReportStatus {
    /** Stored; to be sent. */
    RECEIVED,
    /** A relay has taken it. */
    SUBMITTED,
    /** Nobody may be told; the reason says why. */
    SUPPRESSED,
    /** It could not be submitted, or a relay could not deliver it; the reason says why. */
    FAILED;

    /** The name in the database, in metrics and over REST. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReportStatus> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(name))
                .findFirst();
    }
}
