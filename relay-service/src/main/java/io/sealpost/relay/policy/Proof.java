package io.sealpost.relay.policy;

import java.util.Locale;
import java.util.Objects;

/**
 * Something about a server's certificate that was verified.
 *
 * @param kind what
 * @param by what it was verified by: the root's name, the certificate's name that fits, the pin or the TLSA record
 */
public record Proof(Kind kind, String by) {
    /** What is verified. */
    public enum Kind {
        CHAIN,
        NAME,
        PIN,
        TLSA;

        /** The word in events. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Proof {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(by);
    }
}
