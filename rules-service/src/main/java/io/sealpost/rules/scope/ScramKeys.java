package io.sealpost.rules.scope;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.util.Base64;

/**
 * The two keys by which a secret is known again without being kept: StoredKey and ServerKey of SCRAM-SHA-256, in base64.
 * RFC 5802 §3, RFC 7677.
 */
public record ScramKeys(String storedKey, String serverKey) {

    /** Hashes the secret; takes some milliseconds. */
    static ScramKeys of(String secret, byte[] salt, int iterations) {
        ScramMechanism mechanism = ScramMechanism.SCRAM_SHA_256;
        byte[] salted = ScramFunctions.saltedPassword(
                mechanism, StringPreparation.NO_PREPARATION, secret.toCharArray(), salt, iterations);
        byte[] stored = ScramFunctions.storedKey(mechanism, ScramFunctions.clientKey(mechanism, salted));
        return of(stored, ScramFunctions.serverKey(mechanism, salted));
    }

    static ScramKeys of(byte[] storedKey, byte[] serverKey) {
        Base64.Encoder base64 = Base64.getEncoder();
        return new ScramKeys(base64.encodeToString(storedKey), base64.encodeToString(serverKey));
    }

    byte[] stored() {
        return Base64.getDecoder().decode(storedKey);
    }

    byte[] server() {
        return Base64.getDecoder().decode(serverKey);
    }

    @Override
    public String toString() {
        return "ScramKeys[]";
    }
}
