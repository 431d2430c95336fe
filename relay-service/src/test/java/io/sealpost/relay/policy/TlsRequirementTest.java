package io.sealpost.relay.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;

import io.sealpost.relay.mail.Domain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quicktheories.core.Gen;

class TlsRequirementTest {
    private static final Domain BANK = Domain.parse("bank.example");
    private static final SpkiPin KEY = new SpkiPin("0a".repeat(32));
    private static final SpkiPin OTHER_KEY = new SpkiPin("0b".repeat(32));
    private static final DaneFacts NO_DANE =
            new DaneFacts(new Tlsa.None("nobody asked"), Optional.empty(), new ChainTrust.Unasked());
    private static final SessionFacts GOOD = facts(new ChainTrust.Trusted("CN=Root"), "mx1.bank.example");

    private static Gen<Demand> demands() {
        return arbitrary()
                .pick(List.of(
                        new Demand.HostName(),
                        new Demand.Dane(),
                        secure(),
                        secure("mx.provider.example"),
                        secure(".provider.example", "mx.provider.example"),
                        new Demand.PinnedKey(List.of(KEY)),
                        new Demand.PinnedKey(List.of(OTHER_KEY)),
                        new Demand.PinnedKey(List.of(OTHER_KEY, KEY))));
    }

    private static Gen<TlsRequirement> required() {
        return arbitrary()
                .enumValues(TlsVersion.class)
                .zip(
                        lists().of(demands()).ofSizeBetween(0, 4),
                        integers().between(0, 5 * 24),
                        (version, demanded, hours) -> TlsRequirement.of(version, demanded, Duration.ofHours(hours)));
    }

    private static Gen<TlsRequirement> requirements() {
        return required().mix(arbitrary().constant(TlsRequirement.NONE), 15);
    }

    private static Gen<SessionFacts> sessions() {
        Gen<Optional<TlsVersion>> versions = arbitrary()
                .pick(List.of(Optional.empty(), Optional.of(TlsVersion.TLS_1_2), Optional.of(TlsVersion.TLS_1_3)));
        Gen<ChainTrust> trust = arbitrary()
                .pick(List.of(
                        new ChainTrust.Trusted("CN=Root"),
                        new ChainTrust.Distrusted(new Violation.Untrusted("self-signed")),
                        new ChainTrust.Unasked()));
        Gen<List<String>> names = lists().of(arbitrary()
                        .pick("mx1.bank.example", "*.bank.example", "bank.example", "mx.provider.example", "x.example"))
                .ofSizeBetween(0, 3);
        Gen<Optional<SpkiPin>> keys =
                arbitrary().pick(List.of(Optional.empty(), Optional.of(KEY), Optional.of(OTHER_KEY)));
        return versions.zip(
                trust,
                names,
                keys,
                (version, chain, has, key) ->
                        new SessionFacts(version, chain, "mx1.bank.example", BANK, has, key, NO_DANE));
    }

    @Test
    void joinIsCommutativeAssociativeAndIdempotent() {
        qt().forAll(requirements(), requirements(), requirements())
                .check((a, b, c) -> a.join(b).equals(b.join(a))
                        && a.join(b).join(c).equals(a.join(b.join(c)))
                        && a.join(a).equals(a)
                        && a.join(TlsRequirement.NONE).equals(a));
    }

    @Test
    void whatSatisfiesAJoinSatisfiesBothSides() {
        qt().withExamples(5000)
                .forAll(requirements(), requirements(), sessions())
                .check((a, b, session) ->
                        !a.join(b).isSatisfiedBy(session) || (a.isSatisfiedBy(session) && b.isSatisfiedBy(session)));
    }

    @Test
    void aJoinDemandsNoMoreThanItsSidesTogether() {
        qt().withExamples(5000)
                .forAll(required(), required(), sessions())
                .check((a, b, session) ->
                        a.join(b).isSatisfiedBy(session) == (a.isSatisfiedBy(session) && b.isSatisfiedBy(session)));
    }

    @Test
    void theLongestWindowOfAJoinCounts() {
        qt().forAll(requirements(), requirements()).check((a, b) -> {
            Duration joined = a.join(b).retryWindow();
            return Stream.of(a, b).allMatch(each -> each.retryWindow().compareTo(joined) <= 0)
                    && Stream.of(a, b).anyMatch(each -> each.retryWindow().equals(joined));
        });
    }

    @Test
    void aConnectionInClearSatisfiesNoRequirement() {
        SessionFacts clear = new SessionFacts(
                Optional.empty(), new ChainTrust.Unasked(), "mx", BANK, List.of(), Optional.empty(), NO_DANE);

        assertThat(TlsRequirement.ENCRYPT.isSatisfiedBy(clear)).isFalse();
        assertThat(TlsRequirement.NONE.isSatisfiedBy(clear)).isTrue();
    }

    @Test
    void namesAndPinsOfSeveralRulesMustAllHold() {
        TlsRequirement both =
                requiring(new Demand.PinnedKey(List.of(KEY))).join(requiring(new Demand.PinnedKey(List.of(OTHER_KEY))));

        assertThat(both.demands()).hasSize(2);
        assertThat(both.isSatisfiedBy(GOOD)).isFalse();
        assertThat(requiring(new Demand.PinnedKey(List.of(KEY, OTHER_KEY))).isSatisfiedBy(GOOD))
                .isTrue();
    }

    @Test
    void encryptJudgesNoCertificate() {
        SessionFacts odd = facts(new ChainTrust.Distrusted(new Violation.Untrusted("self-signed")), "other.example");

        assertThat(TlsRequirement.ENCRYPT.judge(odd)).isEqualTo(Judgement.NOTHING);
        assertThat(TlsRequirement.ENCRYPT.needsTrustedChain()).isFalse();
    }

    @Test
    void saysWhatWasVerifiedAndHow() {
        TlsRequirement all = requiring(new Demand.HostName())
                .join(requiring(secure()))
                .join(requiring(new Demand.PinnedKey(List.of(KEY))));

        assertThat(all.judge(GOOD).proofs())
                .containsExactly(
                        new Proof(Proof.Kind.CHAIN, "CN=Root"),
                        new Proof(Proof.Kind.NAME, "mx1.bank.example"),
                        new Proof(Proof.Kind.PIN, KEY.hex()));
        assertThat(all.level()).isEqualTo(TlsLevel.FINGERPRINT);
    }

    @Test
    void saysEverythingThatIsNotAsDemanded() {
        SessionFacts bad = new SessionFacts(
                Optional.of(TlsVersion.TLS_1_2),
                new ChainTrust.Distrusted(new Violation.Untrusted("no path to a root that is trusted")),
                "mx1.bank.example",
                BANK,
                List.of("mx.other.example"),
                Optional.of(OTHER_KEY),
                NO_DANE);
        TlsRequirement demanded = TlsRequirement.of(
                TlsVersion.TLS_1_3,
                List.of(new Demand.HostName(), secure(".provider.example"), new Demand.PinnedKey(List.of(KEY))),
                Duration.ZERO);

        assertThat(demanded.judge(bad).violations())
                .extracting(Violation::words)
                .containsExactly(
                        "TLSv1.2 was negotiated, at least TLSv1.3 is required",
                        "the certificate is not trusted: no path to a root that is trusted",
                        "the certificate is for mx.other.example, not for mx1.bank.example",
                        "the certificate is for mx.other.example, not for bank.example, .bank.example, .provider.example",
                        "the certificate's key is not one of the 1 pinned: its SHA-256 is " + OTHER_KEY);
    }

    @Test
    void nothingSatisfiesDaneWithoutTlsaRecords() {
        Judgement judgement = requiring(new Demand.Dane()).judge(GOOD);

        assertThat(judgement.failsForUs()).isFalse();
        assertThat(judgement.words()).isEqualTo("the server's key is not known by DANE: nobody asked");
    }

    @Test
    void whatTheServerGetsWrongIsNotExcusedByWhatWeCouldNotJudge() {
        SessionFacts unjudged = facts(new ChainTrust.Unasked(), "mx1.bank.example");
        TlsRequirement both =
                requiring(new Demand.HostName()).join(requiring(new Demand.PinnedKey(List.of(OTHER_KEY))));

        assertThat(both.judge(unjudged).failsForUs()).isFalse();
        assertThat(both.judge(unjudged).isGood()).isFalse();
    }

    @Test
    void aChainThatNobodyJudgedIsNotTrusted() {
        assertThat(requiring(new Demand.HostName())
                        .judge(facts(new ChainTrust.Unasked(), "mx1.bank.example"))
                        .failsForUs())
                .isTrue();
    }

    @Test
    void levelAndDemandsCannotDisagree() {
        List<Demand> demands = List.of(new Demand.HostName());

        assertThatThrownBy(() -> new TlsRequirement(TlsLevel.ENCRYPT, TlsVersion.TLS_1_2, demands, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TlsRequirement(TlsLevel.MAY, TlsVersion.TLS_1_2, demands, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TlsRequirement requiring(Demand demand) {
        return TlsRequirement.of(TlsVersion.TLS_1_2, List.of(demand), Duration.ofHours(1));
    }

    private static Demand.RecipientDomain secure(String... names) {
        return new Demand.RecipientDomain(
                Stream.of(names).map(AcceptedName::parse).toList());
    }

    private static SessionFacts facts(ChainTrust trust, String name) {
        return new SessionFacts(
                Optional.of(TlsVersion.TLS_1_3),
                trust,
                "mx1.bank.example",
                BANK,
                List.of(name),
                Optional.of(KEY),
                NO_DANE);
    }
}
