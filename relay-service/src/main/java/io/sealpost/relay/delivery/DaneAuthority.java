package io.sealpost.relay.delivery;

import io.sealpost.relay.policy.ChainTrust;
import io.sealpost.relay.policy.TlsaRecord;
import io.sealpost.relay.policy.Violation;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out whether a server's certificate was issued by an authority that a TLSA record of usage 2 names (RFC 7671
 * §5.2): one of the certificates that the server sent beyond its own, or one that stands whole in a record. The chain to
 * it is validated as one to a root is. Blocks for as long as a few signatures take.
 */
final class DaneAuthority {
    private DaneAuthority() {}

    /** @param records of usage 2 */
    static ChainTrust of(PeerChain chain, List<TlsaRecord> records, Instant now) throws GeneralSecurityException {
        ChainTrust failed = new ChainTrust.Distrusted(new Violation.WrongTlsa(records));
        for (TlsaRecord record : records) {
            for (X509Certificate anchor : anchors(chain, record)) {
                ChainTrust trust = ChainValidation.of(chain, Set.of(anchor), now);
                if (trust instanceof ChainTrust.Trusted) {
                    return new ChainTrust.Anchored(record);
                }
                failed = trust;
            }
        }
        return failed;
    }

    private static List<X509Certificate> anchors(PeerChain chain, TlsaRecord record) {
        Stream<X509Certificate> sent = chain.certificates().stream().skip(1);
        return Stream.concat(sent, inRecord(record).stream())
                .filter(record::matches)
                .filter(each -> AlgorithmPolicy.isStrong(each.getPublicKey()))
                .distinct()
                .toList();
    }

    private static Optional<X509Certificate> inRecord(TlsaRecord record) {
        if (!record.isCertificate()) {
            return Optional.empty();
        }
        try {
            byte[] encoded = HexFormat.of().parseHex(record.hex());
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }
}
