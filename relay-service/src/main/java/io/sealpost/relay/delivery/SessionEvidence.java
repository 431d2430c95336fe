package io.sealpost.relay.delivery;

import io.sealpost.relay.outcome.TlsEvidence;
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
 * Reads from a TLS session what is kept as evidence. The certificates are strangers' data: at most {@value #MAX_NAMES}
 * names are kept, without control characters, and what cannot be read is left out.
 */
final class SessionEvidence {
    private static final int MAX_NAMES = 100;
    private static final int MAX_LENGTH = 255;
    private static final int DNS_NAME = 2;

    private SessionEvidence() {}

    static TlsEvidence of(SSLSession session) {
        List<X509Certificate> chain = chain(session);
        Optional<X509Certificate> leaf = chain.stream().findFirst();
        return new TlsEvidence(
                session.getProtocol(),
                session.getCipherSuite(),
                chain.stream().map(SessionEvidence::fingerprint).toList(),
                leaf.map(SessionEvidence::names).orElse(List.of()),
                leaf.map(each ->
                        FailureWords.oneLine(each.getIssuerX500Principal().getName(), MAX_LENGTH)),
                leaf.map(each -> each.getNotAfter().toInstant()));
    }

    private static List<X509Certificate> chain(SSLSession session) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate each : session.getPeerCertificates()) {
                if (each instanceof X509Certificate certificate) {
                    chain.add(certificate);
                }
            }
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
        return chain;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was received has no encoding", e);
        }
    }

    private static List<String> names(X509Certificate leaf) {
        Collection<List<?>> alternatives;
        try {
            alternatives = leaf.getSubjectAlternativeNames();
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
}
