package io.sealpost.relay.ingress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The bounce-service's credential, of which only a hash is kept.
 *
 * <p>Its secret is generated and long, so a plain hash is enough; hashes are compared in constant time.
 */
final class ReporterCredential {
    private final byte[] hash;

    private ReporterCredential(byte[] hash) {
        this.hash = hash;
    }

    /** Reads a file with one line, {@code username:secret}. Blocks. */
    static ReporterCredential read(Path file) {
        try {
            return of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("sealpost.reporter.credential-file cannot be read: " + file, e);
        }
    }

    /** @param line {@code username:secret} */
    static ReporterCredential of(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || colon == line.length() - 1 || line.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("sealpost.reporter.credential-file must hold username:secret");
        }
        return new ReporterCredential(hash(line.substring(0, colon) + '\0' + line.substring(colon + 1)));
    }

    /**
     * Whether a response of AUTH PLAIN proves it (RFC 4616): base64 of an identity to act as, which must be empty or the
     * user name, the user name and the secret, with NULs between.
     */
    boolean isProvedBy(String response) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(response);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String[] parts = new String(decoded, StandardCharsets.UTF_8).split("\0", -1);
        return parts.length == 3
                && (parts[0].isEmpty() || parts[0].equals(parts[1]))
                && MessageDigest.isEqual(hash, hash(parts[1] + '\0' + parts[2]));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
