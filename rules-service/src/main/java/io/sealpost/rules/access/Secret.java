package io.sealpost.rules.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An API key in clear: on its way to its owner, or presented by a caller. */
record Secret(String id, String text) {

    private static final Pattern FORM = Pattern.compile("sealpost_([0-9a-f]{16})_[0-9a-f]{64}");

    static Secret generate(SecureRandom random) {
        String id = hex(random, 8);
        return new Secret(id, "sealpost_" + id + "_" + hex(random, 32));
    }

    /** The key that this text is, or empty where it has not the form of one. */
    static Optional<Secret> parse(String text) {
        Matcher key = FORM.matcher(text.strip());
        return key.matches() ? Optional.of(new Secret(key.group(1), key.group())) : Optional.empty();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** Compares in constant time. */
    boolean hasHash(byte[] expected) {
        return MessageDigest.isEqual(hash(), expected);
    }

    private static String hex(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "Secret[" + id + "]";
    }
}
