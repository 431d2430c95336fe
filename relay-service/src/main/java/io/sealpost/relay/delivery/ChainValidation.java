package io.sealpost.relay.delivery;

import io.sealpost.relay.policy.ChainTrust;
import io.sealpost.relay.policy.Violation;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out whether a server's certificate leads to a root that we trust (RFC 5280 §6), whatever order the chain was
 * sent in. Blocks for as long as a few signatures take.
 *
 * <p>What the chain may be signed with is said by {@link AlgorithmPolicy}, not by the JDK's settings, which differ
 * between releases. Missing intermediates are not fetched. Revocation is not checked.
 */
final class ChainValidation {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final int MAX_INTERMEDIATES = 6;
    private static final int MAX_LENGTH = 255;

    private ChainValidation() {}

    /** @throws GeneralSecurityException if our own engine or trust store fails */
    static ChainTrust of(PeerChain chain, Roots roots, Instant now) throws GeneralSecurityException {
        Optional<X509Certificate> root = chain.leaf()
                .filter(roots::contains)
                .filter(leaf -> refusal(leaf, now).isEmpty());
        return root.isPresent() ? new ChainTrust.Trusted(subject(root.get())) : of(chain, roots.certificates(), now);
    }

    /**
     * Whether it leads to one of these.
     *
     * @throws GeneralSecurityException if our own engine fails
     */
    static ChainTrust of(PeerChain chain, Set<X509Certificate> anchors, Instant now) throws GeneralSecurityException {
        if (chain.leaf().isEmpty()) {
            return new ChainTrust.Distrusted(new Violation.Untrusted("the server showed none"));
        }
        X509Certificate leaf = chain.leaf().get();
        Optional<Violation> refused = refusal(leaf, now);
        return refused.isPresent() ? new ChainTrust.Distrusted(refused.get()) : path(chain, leaf, anchors, now);
    }

    private static Optional<Violation> refusal(X509Certificate leaf, Instant now) {
        if (now.isAfter(leaf.getNotAfter().toInstant())) {
            return Optional.of(new Violation.Expired(leaf.getNotAfter().toInstant()));
        }
        if (now.isBefore(leaf.getNotBefore().toInstant())) {
            return Optional.of(new Violation.NotYetValid(leaf.getNotBefore().toInstant()));
        }
        return AlgorithmPolicy.refusal(leaf).map(Violation.Untrusted::new);
    }

    private static ChainTrust path(PeerChain chain, X509Certificate leaf, Set<X509Certificate> anchors, Instant now)
            throws GeneralSecurityException {
        List<X509Certificate> usable = chain.certificates().stream()
                .distinct()
                .filter(each -> AlgorithmPolicy.refusal(each).isEmpty())
                .toList();
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                anchors.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toUnmodifiableSet()),
                target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(usable)));
        parameters.setDate(Date.from(now));
        parameters.setMaxPathLength(MAX_INTERMEDIATES);
        parameters.setRevocationEnabled(false);
        CertPathBuilder builder = CertPathBuilder.getInstance("PKIX");
        try {
            PKIXCertPathBuilderResult built = (PKIXCertPathBuilderResult) builder.build(parameters);
            return isForServers(leaf)
                    ? new ChainTrust.Trusted(subject(built.getTrustAnchor().getTrustedCert()))
                    : new ChainTrust.Distrusted(new Violation.Untrusted("it is not one of a server"));
        } catch (CertPathBuilderException e) {
            return new ChainTrust.Distrusted(new Violation.Untrusted(reason(chain, leaf)));
        }
    }

    /** RFC 5280 §4.2.1.12: where the extension stands, it must allow the purpose. */
    private static boolean isForServers(X509Certificate leaf) throws GeneralSecurityException {
        X509CertSelector purpose = new X509CertSelector();
        try {
            purpose.setExtendedKeyUsage(Set.of(SERVER_AUTH));
        } catch (IOException e) {
            throw new GeneralSecurityException("a purpose that has no encoding", e);
        }
        return purpose.match(leaf);
    }

    /** Words for why there is no path; the JDK's own say little and differ between releases. */
    private static String reason(PeerChain chain, X509Certificate leaf) {
        if (leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
            return "it is signed by itself alone";
        }
        return chain.certificates().stream()
                .skip(1)
                .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
                .flatMap(each -> AlgorithmPolicy.refusal(each).stream()
                        .map(refusal -> "of " + subject(each) + ", on its way: " + refusal))
                .findFirst()
                .orElseGet(() -> "there is no valid path to a trusted root; issued by "
                        + FailureWords.oneLine(leaf.getIssuerX500Principal().getName(), MAX_LENGTH));
    }

    private static String subject(X509Certificate certificate) {
        return FailureWords.oneLine(certificate.getSubjectX500Principal().getName(), MAX_LENGTH);
    }
}
