package io.sealpost.relay.ingress;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A message as an application hands it in: whatever is read of it goes into a hash, with its envelope.
 *
 * @param message its octets, once
 * @param digest of envelope and octets
 */
record HandedIn(InputStream message, MessageDigest digest) {
    static HandedIn of(HttpEnvelope envelope, InputStream message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String commands = String.join("\n", envelope.commands(-1)) + "\n";
            digest.update(commands.getBytes(StandardCharsets.UTF_8));
            return new HandedIn(new DigestInputStream(message, digest), digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The hash, in hexadecimal digits; once all was read. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
