package io.sealpost.rules.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Chains changes: the hash at a position is the SHA-256 of the hash before, in hexadecimal, a line feed, and the change
 * in canonical JSON. Whoever keeps one hash elsewhere can prove that nothing up to it was changed.
 *
 * @param position of the last change in it
 * @param hash at that position, in hexadecimal
 */
record Chain(long position, String hash) {

    static final Chain EMPTY = new Chain(0, "0".repeat(64));

    Chain with(AuditEntry next) {
        return new Chain(position + 1, sha256(hash + "\n" + Canonical.of(next)));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
