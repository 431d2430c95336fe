package io.sealpost.platform.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues server certificates (EC P-256) under a root of its own, whose key never leaves the memory. */
public final class CertificateAuthority {
    private static final Duration TEN_YEARS = Duration.ofDays(3650);
    private static final Duration SERVER_VALIDITY = Duration.ofDays(825);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final X500Principal subject;
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    private CertificateAuthority(String name) {
        subject = new X500Principal("CN=" + name);
        Instant from = Instant.now().minus(CLOCK_SKEW);
        certificate = sign(
                subject,
                keys,
                from,
                from.plus(TEN_YEARS),
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
    }

    /** Makes a root of this common name, valid for ten years. */
    public static CertificateAuthority create(String name) {
        return new CertificateAuthority(name);
    }

    /** Issues a certificate for these host names and IP addresses that is valid now. */
    public ServerCertificate issue(String... names) {
        Instant from = Instant.now().minus(CLOCK_SKEW);
        return issue(from, from.plus(SERVER_VALIDITY), names);
    }

    /** Issues a certificate for these host names and IP addresses with a validity that may lie in the past. */
    public ServerCertificate issue(Instant from, Instant until, String... names) {
        KeyPair serverKeys = newKeys();
        GeneralName[] alternatives =
                Stream.of(names).map(CertificateAuthority::generalName).toArray(GeneralName[]::new);
        X509Certificate issued = sign(
                new X500Principal("CN=" + names[0]),
                serverKeys,
                from,
                until,
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives)));
        return new ServerCertificate(List.of(issued, certificate), serverKeys.getPrivate());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The root's certificate in PEM form. */
    public String pem() {
        return Pem.of(certificate);
    }

    /** A TLS context of a client that trusts this root alone. */
    public SSLContext clientContext() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("root", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no usable TLS", e);
        }
    }

    private X509Certificate sign(
            X500Principal holder, KeyPair holderKeys, Instant from, Instant until, Extensions extensions) {
        try {
            BigInteger serial = new BigInteger(120, new SecureRandom());
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject, serial, Date.from(from), Date.from(until), holder, holderKeys.getPublic());
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers.createSubjectKeyIdentifier(holderKeys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign a certificate for " + holder, e);
        }
    }

    private static GeneralName generalName(String name) {
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no EC P-256", e);
        }
    }

    /** What a certificate of some kind says beside its names, dates and keys. */
    private interface Extensions {
        X509v3CertificateBuilder addTo(X509v3CertificateBuilder builder) throws IOException;
    }
}
