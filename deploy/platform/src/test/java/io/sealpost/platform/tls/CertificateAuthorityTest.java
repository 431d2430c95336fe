package io.sealpost.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final int DNS = 2;
    private static final int IP = 7;

    private final CertificateAuthority authority = CertificateAuthority.create("Test root");

    @Test
    void issuesForNamesAndAddresses() throws GeneralSecurityException {
        X509Certificate certificate =
                authority.issue("localhost", "127.0.0.1", "::1").certificate();

        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(DNS, "localhost"), List.of(IP, "127.0.0.1"), List.of(IP, "0:0:0:0:0:0:0:1"));
        assertThatCode(() -> certificate.verify(authority.certificate().getPublicKey()))
                .doesNotThrowAnyException();
    }

    @Test
    void issuesWhatHasExpired() {
        Instant now = Instant.now();
        X509Certificate expired = authority
                .issue(now.minus(30, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS), "mx.bank.example")
                .certificate();

        assertThatThrownBy(expired::checkValidity).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void issuesBelowAnIntermediateAndShowsTheWholeChainOrTheCertificateAlone() throws GeneralSecurityException {
        CertificateAuthority below = authority.intermediate("Test intermediate");
        ServerCertificate issued = below.issue("mx.bank.example");

        assertThat(issued.chain()).containsExactly(issued.certificate(), below.certificate(), authority.certificate());
        assertThat(issued.alone().chain()).containsExactly(issued.certificate());
        assertThatCode(() -> below.certificate().verify(authority.certificate().getPublicKey()))
                .doesNotThrowAnyException();
        assertThat(below.certificate().getBasicConstraints()).isNotNegative();
    }

    @Test
    void issuesWhatATemplateSays() throws GeneralSecurityException {
        X509Certificate odd = CertificateAuthority.create("RSA root", KeyKind.RSA_2048)
                .issue(CertificateTemplate.of("mx.bank.example")
                        .inCommonNameOnly()
                        .key(KeyKind.RSA_1024)
                        .digest("SHA1")
                        .forClients())
                .certificate();

        assertThat(odd.getSubjectAlternativeNames()).isNull();
        assertThat(odd.getSubjectX500Principal().getName()).isEqualTo("CN=mx.bank.example");
        assertThat(((RSAPublicKey) odd.getPublicKey()).getModulus().bitLength()).isEqualTo(1024);
        assertThat(odd.getSigAlgName()).isEqualToIgnoringCase("SHA1withRSA");
        assertThat(odd.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    }

    @Test
    void signsACertificateWithItsOwnKey() {
        X509Certificate alone = CertificateAuthority.selfSigned(CertificateTemplate.of("mx.bank.example"))
                .certificate();

        assertThatCode(() -> alone.verify(alone.getPublicKey())).doesNotThrowAnyException();
    }

    @Test
    void writesPemThatOthersReadAndKeepsTheKeyToItsOwner(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        ServerCertificate issued = authority.issue("mx.bank.example");

        issued.write(chain, key);

        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chain))))
                .hasToString(
                        List.of(issued.certificate(), authority.certificate()).toString());
        assertThat(readKey(Files.readString(key))).isInstanceOf(ECPrivateKey.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }

    private static Object readKey(String pem) throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder()
                .decode(pem.replaceAll("-----[A-Z ]+-----", "").getBytes(StandardCharsets.US_ASCII));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
