package io.sealpost.platform.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Issues certificates under a root of its own, whose key never leaves the memory. */
public final class CertificateAuthority {
    private static final Duration TEN_YEARS = Duration.ofDays(3650);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final String DIGEST = "SHA256";

    private final X500Principal subject;
    private final KeyKind kind;
    private final KeyPair keys;
    private final List<X509Certificate> chain;

    private CertificateAuthority(
            X500Principal subject,
            KeyKind kind,
            KeyPair keys,
            X509Certificate certificate,
            List<X509Certificate> above) {
        this.subject = subject;
        this.kind = kind;
        this.keys = keys;
        this.chain = Stream.concat(Stream.of(certificate), above.stream()).toList();
    }

    /** Makes a root of this common name with an EC key, valid for ten years. */
    public static CertificateAuthority create(String name) {
        return create(name, KeyKind.EC_P256);
    }

    /** Makes a root of this common name, valid for ten years. */
    public static CertificateAuthority create(String name, KeyKind kind) {
        X500Principal subject = new X500Principal("CN=" + name);
        KeyPair keys = kind.generate();
        X509Certificate certificate = authority(new Signer(subject, kind, keys), subject, keys);
        return new CertificateAuthority(subject, kind, keys, certificate, List.of());
    }

    /** Makes an authority below this one, valid for ten years. */
    public CertificateAuthority intermediate(String name) {
        X500Principal below = new X500Principal("CN=" + name);
        KeyPair belowKeys = kind.generate();
        return new CertificateAuthority(below, kind, belowKeys, authority(signer(), below, belowKeys), chain);
    }

    /** Makes a certificate that nobody but its own key vouches for. */
    public static ServerCertificate selfSigned(CertificateTemplate template) {
        KeyPair keys = template.key().generate();
        Signer itself = new Signer(new X500Principal("CN=" + template.commonName()), template.key(), keys);
        return new ServerCertificate(List.of(server(itself, template, keys)), keys.getPrivate());
    }

    /** Issues a certificate for these host names and IP addresses that is valid now. */
    public ServerCertificate issue(String... names) {
        return issue(CertificateTemplate.of(names));
    }

    /** Issues a certificate for these host names and IP addresses with a validity that may lie in the past. */
    public ServerCertificate issue(Instant from, Instant until, String... names) {
        return issue(CertificateTemplate.of(names).valid(from, until));
    }

    /** Issues a certificate that is shown with all those above it. */
    public ServerCertificate issue(CertificateTemplate template) {
        KeyPair serverKeys = template.key().generate();
        X509Certificate issued = server(signer(), template, serverKeys);
        return new ServerCertificate(
                Stream.concat(Stream.of(issued), chain.stream()).toList(), serverKeys.getPrivate());
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The authority's own certificate in PEM form. */
    public String pem() {
        return Pem.of(certificate());
    }

    /** A TLS context of a client that trusts this authority alone. */
    public SSLContext clientContext() {
        return clientContext(new KeyManager[0]);
    }

    /** The same, of a client that shows that certificate where it is asked for one. */
    public SSLContext clientContext(ServerCertificate own) {
        return clientContext(own.keyManagers());
    }

    private SSLContext clientContext(KeyManager[] own) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("root", certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no usable TLS", e);
        }
    }

    Signer signer() {
        return new Signer(subject, kind, keys);
    }

    private static X509Certificate authority(Signer issuer, X500Principal holder, KeyPair holderKeys) {
        Instant from = Instant.now().minus(CLOCK_SKEW);
        return issuer.sign(
                new Signer.Holder(holder, holderKeys.getPublic(), from, from.plus(TEN_YEARS), DIGEST),
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
    }

    private static X509Certificate server(Signer issuer, CertificateTemplate template, KeyPair serverKeys) {
        GeneralName[] alternatives =
                template.names().stream().map(CertificateAuthority::generalName).toArray(GeneralName[]::new);
        Signer.Holder holder = new Signer.Holder(
                new X500Principal("CN=" + template.commonName()),
                serverKeys.getPublic(),
                template.from(),
                template.until(),
                template.digest());
        return issuer.sign(holder, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(template.purpose()));
            if (template.ocspUrl().isPresent()) {
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        ocsp(template.ocspUrl().get()));
            }
            if (alternatives.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
            }
        });
    }

    private static AuthorityInformationAccess ocsp(String url) {
        return new AuthorityInformationAccess(
                AccessDescription.id_ad_ocsp, new GeneralName(GeneralName.uniformResourceIdentifier, url));
    }

    private static GeneralName generalName(String name) {
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}
