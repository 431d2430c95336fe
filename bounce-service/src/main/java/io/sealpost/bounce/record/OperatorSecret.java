package io.sealpost.bounce.record;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Knows whether a token is the operators' secret; without a secret none is. Digests are compared, in constant time, so that
 * neither the secret nor its length shows in the time taken.
 */
@Singleton
@Startup
final class OperatorSecret {

    private final Optional<byte[]> expected;

    /** Reads the secret, at the service's start: a file that is named must be there. */
    OperatorSecret(AdminSettings settings) {
        this.expected = settings.tokenFile().map(OperatorSecret::read).map(OperatorSecret::digest);
    }

    boolean is(String token) {
        byte[] given = digest(token);
        return expected.filter(digest -> MessageDigest.isEqual(digest, given)).isPresent();
    }

    private static String read(Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("sealpost.admin.token-file is empty: " + file);
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("sealpost.admin.token-file cannot be read: " + file, e);
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
