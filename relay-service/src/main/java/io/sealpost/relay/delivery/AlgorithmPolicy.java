package io.sealpost.relay.delivery;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys and signatures that a trusted chain may be made of: RSA from 2048 bits, the NIST curves from 256 bits,
 * EdDSA; signed with SHA-2 from 256 bits.
 *
 * <p>Each of these is allowed by every JDK that the relay runs on, and all that those forbid is forbidden here too, so
 * that a certificate is judged alike on all of them.
 */
final class AlgorithmPolicy {
    private static final int MIN_RSA_BITS = 2048;
    private static final Set<Integer> CURVE_BITS = Set.of(256, 384, 521);
    private static final Set<String> DIGESTS = Set.of("SHA-256", "SHA-384", "SHA-512");
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
    /** RSA (RFC 8017) and ECDSA (RFC 5758) with SHA-256, -384 and -512; Ed25519 and Ed448 (RFC 8410). */
    private static final Set<String> SIGNATURES = Set.of(
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.3.101.112",
            "1.3.101.113");

    private AlgorithmPolicy() {}

    /** Why the certificate has no place in a trusted chain; empty if it has one. */
    static Optional<String> refusal(X509Certificate certificate) {
        if (!isStrong(certificate.getPublicKey())) {
            return Optional.of("its key is too weak or of a kind that is not accepted: "
                    + certificate.getPublicKey().getAlgorithm());
        }
        return isStrong(certificate.getSigAlgOID(), certificate.getSigAlgParams())
                ? Optional.empty()
                : Optional.of("it is signed with " + certificate.getSigAlgName() + ", which is not accepted");
    }

    static boolean isStrong(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= MIN_RSA_BITS;
        }
        if (key instanceof ECPublicKey ec) {
            return CURVE_BITS.contains(ec.getParams().getOrder().bitLength());
        }
        return key instanceof EdECPublicKey;
    }

    private static boolean isStrong(String oid, byte @Nullable [] parameters) {
        return SIGNATURES.contains(oid) || (oid.equals(RSASSA_PSS) && hasStrongDigest(parameters));
    }

    private static boolean hasStrongDigest(byte @Nullable [] parameters) {
        try {
            AlgorithmParameters pss = AlgorithmParameters.getInstance("RSASSA-PSS");
            pss.init(parameters);
            return DIGESTS.contains(pss.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        } catch (GeneralSecurityException | IOException | RuntimeException unreadable) {
            return false;
        }
    }
}
