package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.CertificateTemplate;
import io.sealpost.platform.tls.KeyKind;
import io.sealpost.platform.tls.ServerCertificate;
import io.sealpost.relay.policy.ChainTrust;
import io.sealpost.relay.policy.Proof;
import io.sealpost.relay.policy.Violation;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 5280 §6, and what we add to it. */
class ChainValidationTest {
    private static final CertificateAuthority ROOT = CertificateAuthority.create("Test root");
    private static final CertificateAuthority BELOW = ROOT.intermediate("Test intermediate");
    private static final Roots ROOTS = new Roots(Set.of(ROOT.certificate()));
    private static final Instant NOW = Instant.now();

    @Test
    void aPathToARootIsTrusted() throws Exception {
        assertThat(judge(ROOT.issue("mx.test"))).isEqualTo("trusted CN=Test root");
        assertThat(judge(BELOW.issue("mx.test"))).isEqualTo("trusted CN=Test root");
        assertThat(judge(ROOT.issue("mx.test").alone())).isEqualTo("trusted CN=Test root");
    }

    @Test
    void theOrderInWhichTheChainIsSentDoesNotMatter() throws Exception {
        List<X509Certificate> sent =
                new ArrayList<>(BELOW.intermediate("Lower").issue("mx.test").chain());
        Collections.reverse(sent.subList(1, sent.size()));
        sent.add(CertificateAuthority.create("Stranger").certificate());

        assertThat(judge(sent, ROOTS, NOW)).isEqualTo("trusted CN=Test root");
    }

    @Test
    void rsaIsAsGoodAsEc() throws Exception {
        CertificateAuthority rsa = CertificateAuthority.create("RSA root", KeyKind.RSA_2048);

        assertThat(judge(
                        rsa.issue(CertificateTemplate.of("mx.test").key(KeyKind.RSA_2048))
                                .chain(),
                        new Roots(Set.of(rsa.certificate())),
                        NOW))
                .isEqualTo("trusted CN=RSA root");
        assertThat(judge(ROOT.issue(CertificateTemplate.of("mx.test").key(KeyKind.RSA_2048))))
                .isEqualTo("trusted CN=Test root");
    }

    @Test
    void aCertificateThatIsItselfTrustedNeedsNoRoot() throws Exception {
        ServerCertificate own = CertificateAuthority.selfSigned(CertificateTemplate.of("mx.test"));

        assertThat(judge(own.chain(), new Roots(Set.of(own.certificate())), NOW))
                .isEqualTo("trusted CN=mx.test");
    }

    @Test
    void whatNobodyTrustedSignedIsNotTrusted() throws Exception {
        assertThat(judge(CertificateAuthority.create("Other root").issue("mx.test")))
                .isEqualTo("the certificate is not trusted: there is no valid path to a trusted root;"
                        + " issued by CN=Other root");
        assertThat(judge(CertificateAuthority.selfSigned(CertificateTemplate.of("mx.test"))))
                .isEqualTo("the certificate is not trusted: it is signed by itself alone");
        assertThat(judge(List.of(), ROOTS, NOW)).isEqualTo("the certificate is not trusted: the server showed none");
    }

    /** A root of the same name, but another key: what is said in names proves nothing. */
    @Test
    void aRootThatOnlyCallsItselfTheSameIsNotTrusted() throws Exception {
        assertThat(judge(CertificateAuthority.create("Test root").issue("mx.test")))
                .startsWith("the certificate is not trusted: there is no valid path");
    }

    @Test
    void aMissingIntermediateIsNotFetched() throws Exception {
        assertThat(judge(BELOW.issue("mx.test").alone()))
                .isEqualTo("the certificate is not trusted: there is no valid path to a trusted root;"
                        + " issued by CN=Test intermediate");
    }

    @Test
    void aServersCertificateSignsNoOther() throws Exception {
        ServerCertificate server = ROOT.issue("evil.test");
        List<X509Certificate> forged = new ArrayList<>(CertificateAuthority.create("evil.test")
                .issue("mx.test")
                .alone()
                .chain());
        forged.addAll(server.chain());

        assertThat(judge(forged, ROOTS, NOW)).startsWith("the certificate is not trusted: ");
    }

    @Test
    void saysSinceWhenItIsOverAndFromWhenItIsValid() throws Exception {
        Instant until = Instant.parse("2026-03-01T12:00:00Z");
        List<X509Certificate> chain =
                ROOT.issue(until.minus(Duration.ofDays(90)), until, "mx.test").chain();
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

        assertThat(judge(chain, ROOTS, NOW)).isEqualTo("the certificate expired at 2026-03-01T12:00:00Z");
        assertThat(judge(ROOT.issue(tomorrow, tomorrow.plusSeconds(3600), "mx.test")))
                .isEqualTo("the certificate is not valid before " + tomorrow);
    }

    @Test
    void weakKeysAndDigestsAreNotTrusted() throws Exception {
        assertThat(judge(ROOT.issue(CertificateTemplate.of("mx.test").key(KeyKind.RSA_1024))))
                .isEqualTo("the certificate is not trusted:"
                        + " its key is too weak or of a kind that is not accepted: RSA");
        assertThat(judge(ROOT.issue(CertificateTemplate.of("mx.test").digest("SHA1"))))
                .startsWith("the certificate is not trusted: it is signed with SHA1withECDSA");
        CertificateAuthority weak = CertificateAuthority.create("Weak root", KeyKind.RSA_1024);
        assertThat(AlgorithmPolicy.isStrong(weak.certificate().getPublicKey())).isFalse();
    }

    @Test
    void aCertificateOfAClientIsNoneOfAServer() throws Exception {
        assertThat(judge(ROOT.issue(CertificateTemplate.of("mx.test").forClients())))
                .isEqualTo("the certificate is not trusted: it is not one of a server");
    }

    private static String judge(ServerCertificate shown) throws GeneralSecurityException {
        return judge(shown.chain(), ROOTS, NOW);
    }

    private static String judge(List<X509Certificate> sent, Roots roots, Instant now) throws GeneralSecurityException {
        ChainTrust trust = ChainValidation.of(new PeerChain(sent), roots, now);
        return trust.judge().proofs().stream()
                .filter(proof -> proof.kind() == Proof.Kind.CHAIN)
                .map(proof -> "trusted " + proof.by())
                .findFirst()
                .orElseGet(() -> trust.judge().violations().stream()
                        .map(Violation::words)
                        .findFirst()
                        .orElseThrow());
    }
}
