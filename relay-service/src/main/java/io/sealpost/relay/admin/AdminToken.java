package io.sealpost.relay.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** The secret that opens the operator API. Compared in constant time. */
final class AdminToken {
    private static final int SHORTEST = 16;

    private final Optional<byte[]> secret;

    private AdminToken(Optional<byte[]> secret) {
        this.secret = secret;
    }

    /**
     * Reads the secret: the file's text without surrounding white space.
     *
     * @throws IllegalStateException if the file cannot be read or the secret is shorter than 16 characters
     */
    static AdminToken read(Optional<Path> file) {
        return new AdminToken(file.map(AdminToken::secretIn));
    }

    /** Whether there is a secret at all; if not, nobody is let in. */
    boolean isConfigured() {
        return secret.isPresent();
    }

    /** Whether it is the secret that was presented. */
    boolean matches(String presented) {
        return secret.filter(known -> MessageDigest.isEqual(known, presented.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private static byte[] secretIn(Path file) {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("sealpost.admin.token-file cannot be read: " + e, e);
        }
        if (text.length() < SHORTEST) {
            throw new IllegalStateException(
                    "sealpost.admin.token-file " + file + " holds fewer than " + SHORTEST + " characters");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
