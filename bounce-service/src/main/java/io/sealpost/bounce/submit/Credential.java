package io.sealpost.bounce.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bounce-service's own login at the relays. */
record Credential(String username, String secret) {

    /** Reads a file of one line, {@code username:secret}. Blocks. */
    static Credential read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("sealpost.reporter.credential-file cannot be read: " + file, e);
        }
    }

    private static Credential parse(String text) {
        String line = text.strip();
        int colon = line.indexOf(':');
        if (colon < 1 || colon == line.length() - 1 || line.lines().count() != 1) {
            throw new IllegalArgumentException("sealpost.reporter.credential-file is not one line username:secret");
        }
        return new Credential(line.substring(0, colon), line.substring(colon + 1));
    }

    /** Never tells the secret. */
    @Override
    public String toString() {
        return "Credential[" + username + "]";
    }
}
