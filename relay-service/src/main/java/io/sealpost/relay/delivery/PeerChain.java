package io.sealpost.relay.delivery;

import io.sealpost.relay.policy.SpkiPin;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The certificates that a server showed, its own first. They are strangers' data: at most {@value #MAX_CERTIFICATES}
 * certificates and {@value #MAX_NAMES} names count, names are without control characters, and what cannot be read is
 * left out.
 */
record PeerChain(List<X509Certificate> certificates) {
    private static final int MAX_CERTIFICATES = 10;
    private static final int MAX_NAMES = 100;
    private static final int MAX_LENGTH = 255;
    private static final int DNS_NAME = 2;

    PeerChain {
        certificates = List.copyOf(certificates);
    }

    static PeerChain of(SSLSession session) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate each : session.getPeerCertificates()) {
                if (each instanceof X509Certificate certificate && chain.size() < MAX_CERTIFICATES) {
                    chain.add(certificate);
                }
            }
        } catch (SSLPeerUnverifiedException e) {
            return new PeerChain(List.of());
        }
        return new PeerChain(chain);
    }

    Optional<X509Certificate> leaf() {
        return certificates.stream().findFirst();
    }

    /** SHA-256 of each certificate, lower-case hexadecimal. */
    List<String> fingerprints() {
        List<String> fingerprints = new ArrayList<>();
        for (X509Certificate each : certificates) {
            try {
                fingerprints.add(sha256(each.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a certificate that was received has no encoding", e);
            }
        }
        return fingerprints;
    }

    /** The server's own public key. */
    Optional<SpkiPin> key() {
        return leaf().map(each -> new SpkiPin(sha256(each.getPublicKey().getEncoded())));
    }

    /** The dNSNames of the server's own certificate (RFC 9525 §6.1: the common name is none). */
    List<String> names() {
        Collection<List<?>> alternatives;
        try {
            alternatives = leaf().isPresent() ? leaf().get().getSubjectAlternativeNames() : null;
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return alternatives == null
                ? List.of()
                : alternatives.stream()
                        .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                        .limit(MAX_NAMES)
                        .map(name -> FailureWords.oneLine(String.valueOf(name.get(1)), MAX_LENGTH))
                        .toList();
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
