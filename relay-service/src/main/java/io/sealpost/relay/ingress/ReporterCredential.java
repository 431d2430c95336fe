package io.sealpost.relay.ingress;

import io.sealpost.relay.ruleset.ScramVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The bounce-service's credential, of which only a verifier is kept. */
final class ReporterCredential {
    private static final int SALT = 16;
    private static final int ITERATIONS = 4096;

    private final byte[] username;
    private final ScramVerifier verifier;

    private ReporterCredential(byte[] username, ScramVerifier verifier) {
        this.username = username;
        this.verifier = verifier;
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
        byte[] username = line.substring(0, colon).getBytes(StandardCharsets.UTF_8);
        byte[] salt = Arrays.copyOf(hash(username), SALT);
        return new ReporterCredential(username, ScramCheck.verifier(line.substring(colon + 1), salt, ITERATIONS));
    }

    boolean isOf(String login) {
        return MessageDigest.isEqual(username, login.getBytes(StandardCharsets.UTF_8));
    }

    ScramVerifier verifier() {
        return verifier;
    }

    private static byte[] hash(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
