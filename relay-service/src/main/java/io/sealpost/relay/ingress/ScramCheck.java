package io.sealpost.relay.ingress;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import io.sealpost.relay.ruleset.ScramVerifier;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The arithmetic of SCRAM-SHA-256 (RFC 5802 §3, RFC 7677), in constant time for a number of keys. */
final class ScramCheck {
    private static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_256;

    private ScramCheck() {}

    /** The verifier of a secret. Takes some milliseconds. */
    static ScramVerifier verifier(String secret, byte[] salt, int iterations) {
        return new ScramVerifier(salt, iterations, List.of(keys(secret, salt, iterations)));
    }

    /** Those of the keys that belong to this secret. Takes some milliseconds. */
    static Optional<ScramVerifier.Keys> of(String secret, ScramVerifier verifier, List<ScramVerifier.Keys> valid) {
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        byte[] stored = keys(secret, verifier.salt(), verifier.iterations()).stored();
        return matching(valid, stored);
    }

    /** Those of the keys whose secret the maker of this proof knows. */
    static Optional<ScramVerifier.Keys> of(Claim.Proof claim, List<ScramVerifier.Keys> valid) {
        Optional<ScramVerifier.Keys> found = Optional.empty();
        for (ScramVerifier.Keys keys : valid) {
            byte[] signature = ScramFunctions.clientSignature(MECHANISM, keys.stored(), claim.message());
            if (claim.proof().length == signature.length
                    && MessageDigest.isEqual(
                            keys.stored(),
                            ScramFunctions.storedKey(
                                    MECHANISM, ScramFunctions.clientProof(claim.proof(), signature)))) {
                found = Optional.of(keys);
            }
        }
        return found;
    }

    /** ServerSignature. */
    static byte[] serverSignature(ScramVerifier.Keys keys, String message) {
        return ScramFunctions.serverSignature(MECHANISM, keys.server(), message);
    }

    private static Optional<ScramVerifier.Keys> matching(List<ScramVerifier.Keys> valid, byte[] stored) {
        Optional<ScramVerifier.Keys> found = Optional.empty();
        for (ScramVerifier.Keys keys : valid) {
            if (MessageDigest.isEqual(keys.stored(), stored)) {
                found = Optional.of(keys);
            }
        }
        return found;
    }

    private static ScramVerifier.Keys keys(String secret, byte[] salt, int iterations) {
        byte[] salted = ScramFunctions.saltedPassword(
                MECHANISM, StringPreparation.NO_PREPARATION, secret.toCharArray(), salt, iterations);
        return new ScramVerifier.Keys(
                ScramFunctions.storedKey(MECHANISM, ScramFunctions.clientKey(MECHANISM, salted)),
                ScramFunctions.serverKey(MECHANISM, salted),
                Optional.empty());
    }
}
