package io.sealpost.platform.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** The kinds of keys that certificates are made of here. */
public enum KeyKind {
    EC_P256("EC", 256, "ECDSA"),
    RSA_2048("RSA", 2048, "RSA"),
    /** Too weak for anybody to trust. */
    RSA_1024("RSA", 1024, "RSA");

    private final String algorithm;
    private final int bits;
    private final String signature;

    KeyKind(String algorithm, int bits, String signature) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.signature = signature;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + this, e);
        }
    }

    /** Java's name of a signature by such a key over this digest, such as {@code SHA256}. */
    String signature(String digest) {
        return digest + "with" + signature;
    }
}
