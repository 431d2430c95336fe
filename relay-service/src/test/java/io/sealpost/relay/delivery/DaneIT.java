package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.dns.DnsFixture;
import io.sealpost.platform.dns.Zone;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.ServerCertificate;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.Proof;
import io.sealpost.relay.policy.TlsLevel;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import io.sealpost.relay.route.DnsRouting;
import io.sealpost.relay.route.Route;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * DANE from a real DNS server with signed zones, through the router and the client, to mail servers that are not ours:
 * what becomes of mail under level dane, under no rule, and under encrypt.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DaneIT {
    private static final CertificateAuthority OTHER = CertificateAuthority.create("Other root");
    private static final ServerCertificate SHOWN =
            OTHER.intermediate("Other intermediate").issue("mx.host.test");
    private static final Map<String, TlsRequirement> REQUIREMENTS = Map.of(
            "dane",
                    TlsRequirement.of(
                            TlsVersion.TLS_1_2, List.of(new Demand.Dane()), TlsRequirement.DEFAULT_RETRY_WINDOW),
            "none", TlsRequirement.NONE,
            "encrypt", TlsRequirement.ENCRYPT);

    private final Scene scene = new Scene();
    private final PartnerServer secured =
            PartnerServer.named("mx.host.test").startTls(SHOWN.serverContext()).start();
    private final PartnerServer clear = PartnerServer.named("clear.host.test").start();
    private final DnsFixture dns = DnsFixture.start(0);

    DaneIT() throws Exception {
        dns.zone().sign("bank.test").sign("host.test").leaveUnsigned("plain.test");
        domain("server", secured).tlsa(service("server", secured), 3, 1, 1, key(SHOWN.certificate()));
        domain("mx", secured)
                .tlsa(service("mx", secured), 2, 1, 1, key(SHOWN.chain().get(1)));
        domain("authority", secured)
                .tlsa(service("authority", secured), 2, 1, 1, key(SHOWN.chain().get(1)));
        domain("mismatch", secured).tlsa(service("mismatch", secured), 3, 1, 1, new byte[32]);
        domain("unusable", secured).tlsa(service("unusable", secured), 1, 1, 1, key(SHOWN.certificate()));
        domain("without", secured);
        domain("bogus", secured)
                .tlsa(service("bogus", secured), 3, 1, 1, key(SHOWN.certificate()))
                .tamper(service("bogus", secured));
        dns.zone().mx("unsigned.plain.test", 10, "server.host.test");
        domain("clear-usable", clear).tlsa(service("clear-usable", clear), 3, 1, 1, new byte[32]);
        domain("clear-unusable", clear).tlsa(service("clear-unusable", clear), 0, 1, 1, new byte[32]);
        domain("clear-without", clear);
    }

    @AfterAll
    void close() {
        scene.close();
        secured.close();
        clear.close();
        dns.close();
    }

    @ParameterizedTest
    @CsvSource({
        // domain,                level dane,  no rule,    encrypt
        "server.bank.test,         dane,       dane,       dane",
        "mismatch.bank.test,       4.7.5,      4.7.5,      4.7.5",
        "unusable.bank.test,       4.7.5,      tls,        tls",
        "without.bank.test,        4.7.5,      tls,        tls",
        "unsigned.plain.test,      4.7.5,      tls,        tls",
        "bogus.bank.test,          4.4.3,      4.4.3,      4.4.3",
        "clear-usable.bank.test,   5.7.10,     4.7.5,      5.7.10",
        "clear-unusable.bank.test, 5.7.10,     4.7.5,      5.7.10",
        "clear-without.bank.test,  5.7.10,     clear,      5.7.10"
    })
    void deliversWhatMatchesAndNothingElse(String domain, String dane, String none, String encrypt) throws Exception {
        assertThat(attempt(domain, "dane")).as("level dane").isEqualTo(dane);
        assertThat(attempt(domain, "none")).as("no rule").isEqualTo(none);
        assertThat(attempt(domain, "encrypt")).as("encrypt").isEqualTo(encrypt);
    }

    /** The certificate is one of mx.host.test. */
    @ParameterizedTest
    @CsvSource({"mx.bank.test, DELIVERED", "authority.bank.test, TLS-TEMP"})
    void aRecordOfAnAuthorityNeedsTheName(String domain, String expected) throws Exception {
        RecipientRound round = deliver(domain, "dane");

        assertThat(Scene.words(round)).containsExactly(expected);
        assertThat(round.observations().get(0).tls().orElseThrow().proofs())
                .extracting(Proof::kind)
                .startsWith(Proof.Kind.TLSA);
    }

    /** What became of it: how it was delivered, or the status. */
    private String attempt(String domain, String requirement) throws Exception {
        RecipientRound round = deliver(domain, requirement);
        Observation last = round.observations().get(round.observations().size() - 1);
        if (round.outcome() instanceof RecipientOutcome.Delivered) {
            return last.tls()
                    .map(tls -> tls.verified().map(TlsLevel::word).orElse("tls"))
                    .orElse("clear");
        }
        assertThat(round.observations()).as("nothing is tried again in clear").hasSize(1);
        return round.outcome() instanceof RecipientOutcome.Failed failed
                ? failed.cause().status().toString()
                : ((RecipientOutcome.Deferred) round.outcome()).cause().status().toString();
    }

    private RecipientRound deliver(String domain, String requirement) throws Exception {
        PartnerServer server = domain.startsWith("clear") ? clear : secured;
        Address recipient = Address.parse("bob@" + domain);
        Route route = DnsRouting.route(
                scene.vertx, dns, recipient.domain(), server.address().getPort());
        int before = server.received().size();
        RecipientRound round = scene.deliver(Scene.transaction(REQUIREMENTS.get(requirement), recipient), route)
                .of(recipient);
        boolean delivered = round.outcome() instanceof RecipientOutcome.Delivered;
        assertThat(server.received()).as(domain + " " + requirement).hasSize(before + (delivered ? 1 : 0));
        return round;
    }

    private Zone domain(String name, PartnerServer server) {
        return dns.zone()
                .mx(name + ".bank.test", 10, name + ".host.test")
                .address(name + ".host.test", server.address().getAddress().getHostAddress());
    }

    private static String service(String name, PartnerServer server) {
        return "_" + server.address().getPort() + "._tcp." + name + ".host.test";
    }

    private static byte[] key(X509Certificate certificate) throws Exception {
        return MessageDigest.getInstance("SHA-256")
                .digest(certificate.getPublicKey().getEncoded());
    }
}
