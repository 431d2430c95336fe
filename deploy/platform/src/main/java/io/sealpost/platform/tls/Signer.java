package io.sealpost.platform.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A name and a key that sign certificates. */
record Signer(X500Principal name, KeyKind kind, KeyPair keys) {
    private static final int SERIAL_BITS = 120;

    /** Whom a certificate is for, how long it is valid, and over which digest it is signed. */
    record Holder(X500Principal name, PublicKey key, Instant from, Instant until, String digest) {}

    /** What a certificate of some kind says beside its names, dates and keys. */
    interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException;
    }

    X509Certificate sign(Holder holder, Extensions extensions) {
        try {
            BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom());
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, serial, Date.from(holder.from()), Date.from(holder.until()), holder.name(), holder.key());
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(holder.key()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder(kind.signature(holder.digest())).build(keys.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot sign a certificate for " + holder.name(), e);
        }
    }
}
