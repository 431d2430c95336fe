package io.sealpost.relay.ingress;

import java.util.Objects;

/** What a client offers to prove who it is. */
sealed interface Claim {
    /** Whom it wants to be, as it wrote it; bounded. */
    String login();

    /** How it came: a mechanism of AUTH, or {@code basic}, in lower case. */
    String mechanism();

    /** By its secret: PLAIN, LOGIN and HTTP Basic. */
    record Secret(String mechanism, String login, String secret) implements Claim {
        public Secret {
            Objects.requireNonNull(mechanism);
            Objects.requireNonNull(login);
            Objects.requireNonNull(secret);
        }

        @Override
        public String toString() {
            return "Secret[]";
        }
    }

    /**
     * By a proof that it knows the secret: SCRAM.
     *
     * @param message what both sides have said (RFC 5802 §3, AuthMessage)
     * @param proof ClientProof
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Proof(String login, String message, byte[] proof) implements Claim {
        @Override
        public String mechanism() {
            return "scram-sha-256";
        }

        @Override
        public String toString() {
            return "Proof[]";
        }
    }
}
