package io.sealpost.relay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.ServerCertificate;
import io.sealpost.relay.mail.Domain;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The level dane: which TLSA records can be used, which match, and what they promise. */
class DaneTest {
    private static final String HOST = "mx.bank.test";
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("Test CA");
    private static final X509Certificate OWN = AUTHORITY.issue(HOST).certificate();
    private static final X509Certificate OTHER = AUTHORITY.issue(HOST).certificate();

    @ParameterizedTest
    @CsvSource({"3, 0, 0", "3, 0, 1", "3, 0, 2", "3, 1, 0", "3, 1, 1", "3, 1, 2", "2, 0, 1", "2, 1, 1"})
    void matchesWhatItSelects(int usage, int selector, int matchingType) throws Exception {
        TlsaRecord record = record(usage, selector, matchingType, OWN);

        assertThat(record.isUsable()).isTrue();
        assertThat(record.matches(OWN)).isTrue();
        assertThat(record.matches(OTHER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 64",
        "1, 1, 1, 64",
        "4, 1, 1, 64",
        "3, 2, 1, 64",
        "3, 1, 3, 64",
        "3, 1, 1, 62",
        "3, 1, 2, 64",
        "3, 1, 0, 0",
        "255, 255, 255, 64"
    })
    void takesOtherKindsAndMalformedOnesForUnusable(int usage, int selector, int matchingType, int digits) {
        TlsaRecord record = new TlsaRecord(usage, selector, matchingType, "a".repeat(digits));

        assertThat(record.isUsable()).isFalse();
        assertThat(record.matches(OWN)).isFalse();
        assertThat(Tlsa.of(HOST, List.of(record))).isEqualTo(new Tlsa.Unusable(HOST));
    }

    @Test
    void oneUsableRecordIsEnough() throws Exception {
        TlsaRecord good = record(3, 1, 1, OWN);

        assertThat(Tlsa.of(HOST, List.of(new TlsaRecord(0, 1, 1, "ab"), good)))
                .isEqualTo(new Tlsa.Usable(HOST, List.of(good)));
    }

    /** RFC 7671 §9. */
    @Test
    void onlyTheStrongestDigestOfAKindCounts() throws Exception {
        TlsaRecord weaker = record(3, 1, 1, OWN);
        TlsaRecord stronger = record(3, 1, 2, OTHER);
        TlsaRecord whole = record(3, 1, 0, OTHER);
        TlsaRecord ofCertificate = record(3, 0, 1, OTHER);

        assertThat(Tlsa.of(HOST, List.of(weaker, stronger, whole, ofCertificate)))
                .isEqualTo(new Tlsa.Usable(HOST, List.of(stronger, whole, ofCertificate)));
    }

    @Test
    void whatDnsSaysJoinsTheRequirement() throws Exception {
        Tlsa usable = Tlsa.of(HOST, List.of(record(3, 1, 1, OWN)));

        assertThat(List.of(usable, new Tlsa.Unusable(HOST), new Tlsa.None("none"), new Tlsa.Unknown("why")))
                .extracting(tlsa -> TlsRequirement.NONE.join(tlsa.requirement()).level())
                .containsExactly(TlsLevel.DANE, TlsLevel.ENCRYPT, TlsLevel.MAY, TlsLevel.MAY);
        assertThat(TlsRequirement.NONE.join(usable.requirement()).retryWindow()).isZero();
    }

    @Test
    void aRecordOfTheServerIgnoresNamesAndDates() throws Exception {
        ServerCertificate expired = AUTHORITY.issue(
                Instant.now().minus(Duration.ofDays(9)), Instant.now().minusSeconds(60), "other.example");
        TlsaRecord record = record(3, 1, 1, expired.certificate());

        Judgement judgement = judge(expired.certificate(), new ChainTrust.Unasked(), List.of("other.example"), record);

        assertThat(judgement).isEqualTo(Judgement.by(new Proof(Proof.Kind.TLSA, record.toString())));
    }

    @Test
    void aRecordOfAnotherKeyDoesNotMatch() throws Exception {
        Judgement judgement = judge(OWN, new ChainTrust.Unasked(), List.of(HOST), record(3, 1, 1, OTHER));

        assertThat(judgement.failsForUs()).isFalse();
        assertThat(judgement.words()).isEqualTo("the certificate matches none of the 1 usable TLSA records");
    }

    @ParameterizedTest
    @CsvSource({
        "mx.bank.test, true",
        "alias.bank.test, true",
        "bank.test, true",
        "*.bank.test, true",
        "mx.other.test, false"
    })
    void aRecordOfAnAuthorityNeedsANameOfTheServerOrTheDomain(String name, boolean good) throws Exception {
        TlsaRecord record = record(2, 0, 1, OTHER);

        assertThat(judge(OWN, new ChainTrust.Anchored(record), List.of(name), record)
                        .isGood())
                .isEqualTo(good);
    }

    @Test
    void aRecordOfAnAuthorityNeedsAChainToIt() throws Exception {
        TlsaRecord record = record(2, 0, 1, OTHER);
        ChainTrust distrusted = new ChainTrust.Distrusted(new Violation.WrongTlsa(List.of(record)));

        assertThat(judge(OWN, distrusted, List.of(HOST), record).words())
                .isEqualTo("the certificate matches none of the 1 usable TLSA records");
    }

    @Test
    void aRecordOfAnAuthorityIsNoneOfTheServer() throws Exception {
        TlsaRecord record = record(2, 1, 1, OWN);
        ChainTrust distrusted = new ChainTrust.Distrusted(new Violation.WrongTlsa(List.of(record)));

        assertThat(judge(OWN, distrusted, List.of(HOST), record).isGood()).isFalse();
    }

    @Test
    void unusableRecordsDoNotMeetTheLevel() {
        assertThat(new Demand.Dane()
                        .judge(facts(OWN, new ChainTrust.Unasked(), List.of(HOST), new Tlsa.Unusable(HOST)))
                        .words())
                .isEqualTo("the server's key is not known by DANE: no TLSA record of mx.bank.test is of a usable kind");
    }

    @Test
    void nobodyIsBlamedForWhatTheRelayCannotFindOut() {
        Judgement judgement = new Demand.Dane()
                .judge(facts(OWN, new ChainTrust.Unasked(), List.of(HOST), new Tlsa.Unknown("no DNSSEC")));

        assertThat(judgement.failsForUs()).isTrue();
        assertThat(judgement.words()).isEqualTo("the server's key cannot be known by DANE: no DNSSEC");
    }

    private static Judgement judge(
            X509Certificate shown, ChainTrust authority, List<String> names, TlsaRecord... records) {
        return new Demand.Dane().judge(facts(shown, authority, names, Tlsa.of("alias.bank.test", List.of(records))));
    }

    private static SessionFacts facts(X509Certificate shown, ChainTrust authority, List<String> names, Tlsa tlsa) {
        return new SessionFacts(
                Optional.of(TlsVersion.TLS_1_3),
                new ChainTrust.Unasked(),
                HOST,
                Domain.parse("bank.test"),
                names,
                Optional.empty(),
                new DaneFacts(tlsa, Optional.of(shown), authority));
    }

    private static TlsaRecord record(int usage, int selector, int matchingType, X509Certificate certificate)
            throws Exception {
        byte[] selected = selector == 0
                ? certificate.getEncoded()
                : certificate.getPublicKey().getEncoded();
        byte[] data = matchingType == 0
                ? selected
                : MessageDigest.getInstance(matchingType == 1 ? "SHA-256" : "SHA-512")
                        .digest(selected);
        return new TlsaRecord(usage, selector, matchingType, HexFormat.of().formatHex(data));
    }
}
