package io.sealpost.platform.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a server's certificate is to be: by default valid now, for TLS servers, with an EC key, signed over SHA-256, its
 * names in the subjectAltName.
 *
 * @param commonName of its subject
 * @param names host names and IP addresses of the subjectAltName; without any there is no such extension
 * @param ocspUrl where its status is told (RFC 6960), if anywhere
 */
public record CertificateTemplate(
        String commonName,
        List<String> names,
        Instant from,
        Instant until,
        KeyKind key,
        String digest,
        boolean server,
        Optional<String> ocspUrl) {
    private static final Duration VALIDITY = Duration.ofDays(825);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    public CertificateTemplate {
        names = List.copyOf(names);
    }

    /** Of these names, the first being the common name too. */
    public static CertificateTemplate of(String... names) {
        Instant from = Instant.now().minus(CLOCK_SKEW);
        return new CertificateTemplate(
                names[0], List.of(names), from, from.plus(VALIDITY), KeyKind.EC_P256, "SHA256", true, Optional.empty());
    }

    /** Without a subjectAltName: the name stands in the subject alone. */
    public CertificateTemplate inCommonNameOnly() {
        return new CertificateTemplate(commonName, List.of(), from, until, key, digest, server, ocspUrl);
    }

    public CertificateTemplate valid(Instant since, Instant to) {
        return new CertificateTemplate(commonName, names, since, to, key, digest, server, ocspUrl);
    }

    public CertificateTemplate key(KeyKind kind) {
        return new CertificateTemplate(commonName, names, from, until, kind, digest, server, ocspUrl);
    }

    /** Signed over another digest, such as {@code SHA1}. */
    public CertificateTemplate digest(String name) {
        return new CertificateTemplate(commonName, names, from, until, key, name, server, ocspUrl);
    }

    /** For TLS clients only. */
    public CertificateTemplate forClients() {
        return new CertificateTemplate(commonName, names, from, until, key, digest, false, ocspUrl);
    }

    /** Whose status is told there, see {@link OcspResponder#url}. */
    public CertificateTemplate ocsp(String url) {
        return new CertificateTemplate(commonName, names, from, until, key, digest, server, Optional.of(url));
    }

    KeyPurposeId purpose() {
        return server ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
    }
}
