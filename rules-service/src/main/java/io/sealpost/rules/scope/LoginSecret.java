package io.sealpost.rules.scope;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret in clear on its way to its owner: generated, never chosen, with 256 bits. It is printable ASCII, so that SASLprep
 * (RFC 4013) leaves it as it is.
 */
record LoginSecret(String text) {

    private static final String PREFIX = "sealpost_smtp_";

    static LoginSecret generate(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new LoginSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return "LoginSecret[]";
    }
}
