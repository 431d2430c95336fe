package io.sealpost.rules.scope;

import jakarta.persistence.Embeddable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login of a domain, as SCRAM-SHA-256 verifiers of its present secret and, for a while after a rotation, of the one before.
 *
 * <p>Both have the salt of the credential: a SCRAM server names the salt before it learns which of the two the client
 * holds. A salt guards guessable secrets against precomputation; these are generated with 256 bits.
 */
@Embeddable
public class Credential {

    /** The least that RFC 7677 §4 allows: secrets that are generated with 256 bits need no stretching. */
    static final int ITERATIONS = 4096;

    private static final int SALT_BYTES = 16;

    private @Nullable String username;
    private byte @Nullable [] salt;
    private @Nullable Integer iterations;
    private byte @Nullable [] storedKey;
    private byte @Nullable [] serverKey;
    private byte @Nullable [] previousStoredKey;
    private byte @Nullable [] previousServerKey;
    private @Nullable Instant previousValidUntil;

    protected Credential() {}

    Credential(String username, LoginSecret secret, SecureRandom random) {
        this.username = username;
        this.salt = new byte[SALT_BYTES];
        random.nextBytes(this.salt);
        this.iterations = ITERATIONS;
        become(secret);
    }

    /** Takes a new secret; the present one stays valid until then, and one before it ends now. */
    void rotate(LoginSecret secret, Instant validUntil) {
        previousStoredKey = storedKey;
        previousServerKey = serverKey;
        previousValidUntil = validUntil;
        become(secret);
    }

    private void become(LoginSecret secret) {
        ScramKeys keys = ScramKeys.of(secret.text(), salt(), iterations());
        storedKey = keys.stored();
        serverKey = keys.server();
    }

    public String username() {
        return known(username);
    }

    public byte[] salt() {
        return known(salt).clone();
    }

    public int iterations() {
        return known(iterations);
    }

    /** Of the present secret. */
    public ScramKeys present() {
        return ScramKeys.of(known(storedKey), known(serverKey));
    }

    /** Of the secret before it, as long as it has an end that is to be told. */
    public Optional<ScramKeys> previous() {
        return previousStoredKey == null || previousServerKey == null
                ? Optional.empty()
                : Optional.of(ScramKeys.of(previousStoredKey, previousServerKey));
    }

    /** Until when the secret before is valid; null where there was no rotation. */
    public @Nullable Instant previousValidUntil() {
        return previousValidUntil;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The database holds a credential as a whole");
        }
        return value;
    }
}
