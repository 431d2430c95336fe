package io.sealpost.local.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A whole number that a {@link Load} is described by, and the option that sets it. */
public enum Amount {
    MESSAGES(1, 1_000_000, 20_000),
    WARM_UP(0, 1_000_000, 10_000),
    /** Octets of a message. */
    SIZE(500, 50_000_000, 10 * 1024),
    CONNECTIONS(1, 900, 50),
    /** Of each message. */
    RECIPIENTS(1, 100, 1),
    RULES(1, 1_000, 1),
    /** Recipient domains. */
    DESTINATIONS(1, 1_000, 1),
    /** Of these the last ones, whose server takes connections and never says a word. */
    DEAD(0, 999, 0),
    /** Milliseconds that the partner lets a message wait for its final reply. */
    PARTNER_LATENCY(0, 60_000, 0);

    private final int least;
    private final int most;
    private final int standard;

    Amount(int least, int most, int standard) {
        this.least = least;
        this.most = most;
        this.standard = standard;
    }

    /** The amount that this option sets, for instance {@code --partner-latency}. */
    public static Optional<Amount> of(String option) {
        return Stream.of(values())
                .filter(amount -> amount.option().equals(option))
                .findFirst();
    }

    public String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int standard() {
        return standard;
    }

    /** Reads a number; fails where it is not one that this amount may be. */
    public int read(String text) {
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(least + " to " + most + " is possible, not " + text);
        }
        return value;
    }
}
