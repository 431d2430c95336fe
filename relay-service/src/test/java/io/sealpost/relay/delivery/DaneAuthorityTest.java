package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.ServerCertificate;
import io.sealpost.relay.policy.ChainTrust;
import io.sealpost.relay.policy.TlsaRecord;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7671 §5.2: an authority that a TLSA record names. */
class DaneAuthorityTest {
    private static final Instant NOW = Instant.now();
    private static final CertificateAuthority ROOT = CertificateAuthority.create("Dane root");
    private static final CertificateAuthority BELOW = ROOT.intermediate("Dane intermediate");
    private static final CertificateAuthority STRANGER = CertificateAuthority.create("Stranger");
    private static final ServerCertificate SHOWN = BELOW.issue("mx.test");

    @Test
    void anAuthorityThatTheServerSendsIsEnough() throws Exception {
        TlsaRecord record = whole(0, BELOW.certificate());

        assertThat(judge(SHOWN.chain(), record)).isEqualTo(new ChainTrust.Anchored(record));
    }

    @Test
    void anAuthorityBeyondAnotherIsEnough() throws Exception {
        List<X509Certificate> sent = new ArrayList<>(SHOWN.chain().subList(0, 2));
        sent.add(ROOT.certificate());
        TlsaRecord record = whole(1, ROOT.certificate());

        assertThat(judge(sent, record)).isEqualTo(new ChainTrust.Anchored(record));
    }

    @Test
    void anAuthorityThatStandsWholeInTheRecordNeedNotBeSent() throws Exception {
        TlsaRecord record = whole(0, BELOW.certificate());

        assertThat(judge(SHOWN.alone().chain(), record)).isEqualTo(new ChainTrust.Anchored(record));
    }

    @Test
    void anAuthorityThatIsNeitherSentNorInTheRecordIsNotFound() throws Exception {
        assertThat(judge(SHOWN.alone().chain(), whole(1, BELOW.certificate()))
                        .judge()
                        .words())
                .isEqualTo("the certificate matches none of the 1 usable TLSA records");
    }

    /** Anybody can send a copy of an authority's certificate along. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anAuthorityThatDidNotIssueTheCertificateProvesNothing(int selector) throws Exception {
        List<X509Certificate> sent = List.of(STRANGER.issue("mx.test").certificate(), BELOW.certificate());

        assertThat(judge(sent, whole(selector, BELOW.certificate()))).isInstanceOf(ChainTrust.Distrusted.class);
    }

    @Test
    void theServersOwnCertificateIsNoAuthority() throws Exception {
        assertThat(judge(SHOWN.chain(), whole(1, SHOWN.certificate()))).isInstanceOf(ChainTrust.Distrusted.class);
    }

    @Test
    void theDatesOfTheCertificateCount() throws Exception {
        ServerCertificate expired = ROOT.issue(NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(60), "mx.test");

        assertThat(judge(expired.alone().chain(), whole(0, ROOT.certificate()))
                        .judge()
                        .words())
                .startsWith("the certificate expired at ");
    }

    @Test
    void oneRecordOfSeveralIsEnough() throws Exception {
        TlsaRecord other = whole(0, STRANGER.certificate());
        TlsaRecord right = whole(0, BELOW.certificate());

        assertThat(DaneAuthority.of(new PeerChain(SHOWN.chain()), List.of(other, right), NOW))
                .isEqualTo(new ChainTrust.Anchored(right));
    }

    @Test
    void aRecordThatHoldsNoCertificateMatchesNothing() throws Exception {
        assertThat(judge(SHOWN.chain(), new TlsaRecord(2, 0, 0, "abcd"))).isInstanceOf(ChainTrust.Distrusted.class);
    }

    private static ChainTrust judge(List<X509Certificate> sent, TlsaRecord record) throws Exception {
        return DaneAuthority.of(new PeerChain(sent), List.of(record), NOW);
    }

    private static TlsaRecord whole(int selector, X509Certificate authority) throws Exception {
        byte[] data = selector == 0
                ? authority.getEncoded()
                : authority.getPublicKey().getEncoded();
        return new TlsaRecord(2, selector, 0, HexFormat.of().formatHex(data));
    }
}
