package io.sealpost.relay.delivery;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that the relay trusts, as of one moment. Those whose keys {@link AlgorithmPolicy} takes for weak are
 * left out.
 *
 * @param certificates at least one
 */
record Roots(Set<X509Certificate> certificates) {
    Roots {
        certificates = certificates.stream()
                .filter(each -> AlgorithmPolicy.isStrong(each.getPublicKey()))
                .collect(Collectors.toUnmodifiableSet());
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no certificate of a usable key is in it");
        }
    }

    /** Those of the JDK, or of {@code javax.net.ssl.trustStore} where it is set. */
    static Roots ofJdk() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        @Nullable KeyStore theDefault = null;
        factory.init(theDefault);
        return new Roots(Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
                .collect(Collectors.toSet()));
    }

    /**
     * Those of a PEM bundle: all of it or none.
     *
     * @throws CertificateException if a certificate cannot be read
     * @throws IllegalArgumentException if there is none
     */
    static Roots ofPem(byte[] bundle) throws CertificateException {
        Collection<? extends Certificate> read =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bundle));
        List<X509Certificate> certificates = new ArrayList<>();
        read.forEach(each -> certificates.add((X509Certificate) each));
        return new Roots(Set.copyOf(certificates));
    }

    boolean contains(X509Certificate certificate) {
        return certificates.contains(certificate);
    }
}
