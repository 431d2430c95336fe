package io.sealpost.relay.ingress;

import io.sealpost.relay.ruleset.ScramVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers which secrets were found right, so that a client that logs in again costs no PBKDF2. It keeps no secret, only an
 * HMAC under a key of this process; and what it remembers counts only while the rulesets hold the very keys that the secret
 * was proved against. Bounded; for all threads.
 */
final class ProvedSecrets {
    private static final int MOST = 10_000;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final Recent<String, ScramVerifier.Keys> proved = new Recent<>(MOST);

    ProvedSecrets(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, HMAC);
    }

    void add(Claim.Secret claim, ScramVerifier.Keys keys) {
        String name = name(claim);
        synchronized (proved) {
            proved.put(name, keys);
        }
    }

    /** Against which of the keys this secret was proved; empty if it was not. */
    Optional<ScramVerifier.Keys> find(Claim.Secret claim, List<ScramVerifier.Keys> valid) {
        String name = name(claim);
        synchronized (proved) {
            return Optional.ofNullable(proved.get(name)).filter(valid::contains);
        }
    }

    private String name(Claim.Secret claim) {
        return HexFormat.of().formatHex(hmac(key, claim.login() + "\0" + claim.secret()));
    }

    /** HMAC-SHA-256 of a text. */
    static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
