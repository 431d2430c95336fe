package io.sealpost.relay.ruleset;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * By which secrets are known again without being known: SCRAM-SHA-256 (RFC 5802 §3, RFC 7677).
 *
 * @param salt the same for all keys
 * @param iterations of PBKDF2
 * @param keys of the present secret, and perhaps of the one before it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record ScramVerifier(byte[] salt, int iterations, List<Keys> keys) {
    public ScramVerifier {
        salt = salt.clone();
        keys = List.copyOf(keys);
    }

    /** Keys that are valid at that time. */
    public List<Keys> validAt(Instant now) {
        return keys.stream().filter(each -> each.isValidAt(now)).toList();
    }

    /**
     * Of one secret.
     *
     * @param stored what a proof is checked with
     * @param server what proves the server to the client
     * @param validUntil empty: without an end
     */
    public record Keys(byte[] stored, byte[] server, Optional<Instant> validUntil) {
        public Keys {
            stored = stored.clone();
            server = server.clone();
            Objects.requireNonNull(validUntil);
        }

        boolean isValidAt(Instant now) {
            return validUntil.filter(end -> !now.isBefore(end)).isEmpty();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Keys keys
                    && Arrays.equals(stored, keys.stored)
                    && Arrays.equals(server, keys.server)
                    && validUntil.equals(keys.validUntil);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(stored);
        }

        @Override
        public String toString() {
            return "Keys[]";
        }
    }

    @Override
    public String toString() {
        return "ScramVerifier[]";
    }
}
