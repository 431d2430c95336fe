package io.sealpost.relay.delivery;

import io.sealpost.relay.outcome.OcspStatus;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;

/**
 * Reads the OCSP response that a server stapled to its handshake (RFC 6066 §8). It is evidence only: revocation is not
 * checked, and nothing is asked of a responder. Does not block.
 */
final class OcspStaple {
    private OcspStaple() {}

    /** What it says of the server's own certificate, by the issuer that the server showed; empty where there is none. */
    static Optional<OcspStatus> of(SSLSession session, PeerChain chain) {
        if (!(session instanceof ExtendedSSLSession extended)
                || chain.certificates().isEmpty()) {
            return Optional.empty();
        }
        return extended.getStatusResponses().stream()
                .findFirst()
                .filter(response -> response.length > 0)
                .map(response -> status(chain.certificates(), response));
    }

    private static OcspStatus status(List<X509Certificate> chain, byte[] response) {
        if (chain.size() < 2) {
            return OcspStatus.UNDETERMINED;
        }
        X509Certificate leaf = chain.get(0);
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOcspResponses(Map.of(leaf, response));
            checker.setOptions(EnumSet.of(Option.ONLY_END_ENTITY, Option.NO_FALLBACK));
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.get(1), null)));
            parameters.addCertPathChecker(checker);
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
            return OcspStatus.GOOD;
        } catch (CertPathValidatorException e) {
            return e.getReason() == BasicReason.REVOKED ? OcspStatus.REVOKED : OcspStatus.UNDETERMINED;
        } catch (GeneralSecurityException e) {
            return OcspStatus.UNDETERMINED;
        }
    }
}
