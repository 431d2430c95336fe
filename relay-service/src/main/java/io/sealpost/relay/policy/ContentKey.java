package io.sealpost.relay.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a criterion by what it looks for: a digest, so that a record of a message stays small. */
final class ContentKey {
    private static final int OCTETS = 16;

    private ContentKey() {}

    static String of(ContentPart part, Selection<TextPattern> values) {
        MessageDigest digest = sha256();
        update(digest, part.name());
        update(digest, values.anyOf());
        update(digest, values.noneOf());
        return HexFormat.of().formatHex(digest.digest(), 0, OCTETS);
    }

    private static void update(MessageDigest digest, List<TextPattern> patterns) {
        update(digest, String.valueOf(patterns.size()));
        patterns.forEach(pattern -> update(digest, pattern.toString()));
    }

    /** With its length in front, so that no two lists of texts are alike. */
    private static void update(MessageDigest digest, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        digest.update((octets.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(octets);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
