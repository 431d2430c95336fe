package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.CertificateTemplate;
import io.sealpost.platform.tls.KeyKind;
import io.sealpost.platform.tls.ServerCertificate;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every level against every kind of certificate: the real client, and a mail server that is not ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateMatrixIT {
    private static final String HOST = "mx.bank.test";
    private static final Instant NOW = Instant.now();
    private static final CertificateAuthority OTHER = CertificateAuthority.create("Other root");
    private static final CertificateAuthority BELOW = Scene.AUTHORITY.intermediate("Test intermediate");
    private static final Map<String, ServerCertificate> CERTIFICATES = Map.ofEntries(
            Map.entry("good", Scene.AUTHORITY.issue(HOST)),
            Map.entry("rsa", Scene.AUTHORITY.issue(CertificateTemplate.of(HOST).key(KeyKind.RSA_2048))),
            Map.entry("intermediate", BELOW.issue(HOST)),
            Map.entry("wildcard", Scene.AUTHORITY.issue("*.bank.test")),
            Map.entry("domain", Scene.AUTHORITY.issue("bank.test")),
            Map.entry("provider", Scene.AUTHORITY.issue("mx7.provider.test")),
            Map.entry("no intermediate", BELOW.issue(HOST).alone()),
            Map.entry("other root", OTHER.issue(HOST)),
            Map.entry("self-signed", CertificateAuthority.selfSigned(CertificateTemplate.of(HOST))),
            Map.entry("expired", Scene.AUTHORITY.issue(NOW.minus(Duration.ofDays(90)), NOW.minusSeconds(60), HOST)),
            Map.entry("wrong name", Scene.AUTHORITY.issue("mx.other.test")),
            Map.entry(
                    "common name",
                    Scene.AUTHORITY.issue(CertificateTemplate.of(HOST).inCommonNameOnly())));
    private static final Map<String, String> WORDS = Map.of(
            "untrusted", "the certificate is not trusted: ",
            "expired", "the certificate expired at ",
            "name", "the certificate is for ",
            "pin", "the certificate's key is not one of the 1 pinned",
            "tlsa", "the server's key is not known by DANE: no TLSA record is looked up for a host");

    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({
        // certificate,    encrypt, verify,    secure,    with names, own pin, other pin, dane
        "good,             ok,      ok,        ok,        ok,         ok,      pin,       tlsa",
        "rsa,              ok,      ok,        ok,        ok,         ok,      pin,       tlsa",
        "intermediate,     ok,      ok,        ok,        ok,         ok,      pin,       tlsa",
        "wildcard,         ok,      ok,        ok,        ok,         ok,      pin,       tlsa",
        "domain,           ok,      name,      ok,        ok,         ok,      pin,       tlsa",
        "provider,         ok,      name,      name,      ok,         ok,      pin,       tlsa",
        "no intermediate,  ok,      untrusted, untrusted, untrusted,  ok,      pin,       tlsa",
        "other root,       ok,      untrusted, untrusted, untrusted,  ok,      pin,       tlsa",
        "self-signed,      ok,      untrusted, untrusted, untrusted,  ok,      pin,       tlsa",
        "expired,          ok,      expired,   expired,   expired,    ok,      pin,       tlsa",
        "wrong name,       ok,      name,      name,      name,       ok,      pin,       tlsa",
        "common name,      ok,      name,      name,      name,       ok,      pin,       tlsa"
    })
    void deliversOrSaysWhyNot(
            String certificate,
            String encrypt,
            String verify,
            String secure,
            String withNames,
            String ownPin,
            String otherPin,
            String dane) {
        ServerCertificate shown = CERTIFICATES.get(certificate);
        try (PartnerServer server =
                PartnerServer.named(HOST).startTls(shown.serverContext()).start()) {
            assertAttempt(server, encrypt, TlsRequirement.ENCRYPT);
            assertAttempt(server, verify, requiring(new Demand.HostName()));
            assertAttempt(server, secure, requiring(secure()));
            assertAttempt(server, withNames, requiring(secure("mx.elsewhere.test", ".provider.test")));
            assertAttempt(server, ownPin, requiring(pinned(shown)));
            assertAttempt(server, otherPin, requiring(pinned(OTHER.issue(HOST))));
            assertAttempt(server, dane, requiring(new Demand.Dane()));
            assertTrials(
                    server,
                    Map.of(
                            Address.parse("encrypt@bank.test"), TlsRequirement.ENCRYPT,
                            Address.parse("verify@bank.test"), requiring(new Demand.HostName()),
                            Address.parse("other-pin@bank.test"), requiring(pinned(OTHER.issue(HOST))),
                            Address.parse("dane@bank.test"), requiring(new Demand.Dane())),
                    Map.of("encrypt", encrypt, "verify", verify, "other-pin", otherPin, "dane", dane));
        }
    }

    @ParameterizedTest
    @CsvSource({"good, ok", "wrong name, ok", "expired, ok", "self-signed, ok"})
    void judgesNothingWhereNothingIsRequired(String certificate, String expected) {
        ServerCertificate shown = CERTIFICATES.get(certificate);
        try (PartnerServer server =
                PartnerServer.named(HOST).startTls(shown.serverContext()).start()) {
            assertAttempt(server, expected, TlsRequirement.NONE);
        }
    }

    /** What of two rules only one is met is not delivered, and both are named where neither is. */
    @ParameterizedTest
    @CsvSource({"good, pin", "expired, expired", "expired, pin"})
    void allDemandsOfSeveralRulesMustHold(String certificate, String expected) {
        ServerCertificate shown = CERTIFICATES.get(certificate);
        TlsRequirement both = requiring(new Demand.HostName()).join(requiring(pinned(OTHER.issue(HOST))));
        try (PartnerServer server =
                PartnerServer.named(HOST).startTls(shown.serverContext()).start()) {
            assertAttempt(server, expected, both);
        }
    }

    /** What is only monitored is delivered, and judged in the words in which it would have been refused. */
    private void assertTrials(
            PartnerServer server, Map<Address, TlsRequirement> monitored, Map<String, String> expected) {
        Scene.Rounds rounds = scene.deliver(Scene.monitored(monitored), new Target(HOST, server.address()));

        monitored.keySet().forEach(recipient -> {
            String wanted = expected.get(recipient.localPart());
            RecipientOutcome outcome = rounds.of(recipient).outcome();
            assertThat(outcome).isInstanceOf(RecipientOutcome.Delivered.class);
            assertThat(outcome.trial().orElseThrow().words())
                    .as(recipient.localPart())
                    .contains(wanted.equals("ok") ? "" : WORDS.get(wanted))
                    .satisfies(words -> assertThat(words.isEmpty()).isEqualTo(wanted.equals("ok")));
        });
    }

    private void assertAttempt(PartnerServer server, String expected, TlsRequirement requirement) {
        int before = server.received().size();
        RecipientRound round = scene.deliver(requirement, new Target(HOST, server.address()));
        Observation seen = round.observations().get(0);
        String what = requirement.level().word() + ": " + seen.words();

        assertThat(round.observations()).as(what).hasSize(1);
        assertThat(seen.tls()).as(what).isPresent();
        if (expected.equals("ok")) {
            assertThat(round.outcome()).as(what).isInstanceOf(RecipientOutcome.Delivered.class);
            assertThat(server.received()).as(what).hasSize(before + 1);
            assertThat(server.received().get(before).tls()).as(what).isPresent();
            assertThat(seen.tls().orElseThrow().verified()).as(what).isEqualTo(verified(requirement));
            return;
        }
        assertThat(Scene.words(round)).as(what).containsExactly("TLS-TEMP");
        assertThat(seen.detail()).as(what).contains(WORDS.get(expected));
        assertThat(round.outcome())
                .as(what)
                .isInstanceOfSatisfying(
                        RecipientOutcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().status()).hasToString("4.7.5"));
        assertThat(seen.tls().orElseThrow().verified()).as(what).isEmpty();
        assertThat(server.received()).as(what).hasSize(before);
    }

    private static Optional<TlsLevel> verified(TlsRequirement requirement) {
        return Optional.of(requirement.level()).filter(level -> level.compareTo(TlsLevel.ENCRYPT) > 0);
    }

    private static TlsRequirement requiring(Demand demand) {
        return TlsRequirement.of(TlsVersion.TLS_1_2, List.of(demand), TlsRequirement.DEFAULT_RETRY_WINDOW);
    }

    private static Demand.RecipientDomain secure(String... names) {
        return new Demand.RecipientDomain(
                Stream.of(names).map(AcceptedName::parse).toList());
    }

    private static Demand.PinnedKey pinned(ServerCertificate certificate) {
        SpkiPin pin = new PeerChain(List.of(certificate.certificate())).key().orElseThrow();
        return new Demand.PinnedKey(List.of(pin));
    }
}
