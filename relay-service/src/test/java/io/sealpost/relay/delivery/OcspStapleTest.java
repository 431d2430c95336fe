package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.CertificateTemplate;
import io.sealpost.platform.tls.OcspResponder;
import io.sealpost.platform.tls.ServerCertificate;
import io.sealpost.relay.outcome.OcspStatus;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server staples is kept with the evidence and decides nothing: each message here is delivered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OcspStapleTest {
    private static final TlsRequirement VERIFY =
            TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.HostName()), TlsRequirement.DEFAULT_RETRY_WINDOW);

    private final OcspResponder responder = OcspResponder.start(Scene.AUTHORITY);
    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
        responder.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keepsThatTheCertificateIsGood(String version) {
        assertThat(stapled(VERIFY, certificate(responder), version)).contains(OcspStatus.GOOD);
        assertThat(stapled(TlsRequirement.NONE, certificate(responder), version))
                .contains(OcspStatus.GOOD);
    }

    @Test
    void keepsThatItIsRevokedAndDelivers() {
        ServerCertificate revoked = certificate(responder);
        responder.revoke(revoked.certificate());

        assertThat(stapled(VERIFY, revoked, "TLSv1.3")).contains(OcspStatus.REVOKED);
    }

    @Test
    void believesNobodyButTheIssuer() {
        try (OcspResponder stranger = OcspResponder.start(CertificateAuthority.create("Stranger"))) {
            assertThat(stapled(VERIFY, certificate(stranger), "TLSv1.3")).contains(OcspStatus.UNDETERMINED);
        }
    }

    @Test
    void keepsNothingWhereNothingIsStapled() {
        assertThat(stapled(VERIFY, Scene.AUTHORITY.issue("mx.test"), "TLSv1.3")).isEmpty();
    }

    private static ServerCertificate certificate(OcspResponder responder) {
        return Scene.AUTHORITY.issue(CertificateTemplate.of("mx.test").ocsp(responder.url()));
    }

    private Optional<OcspStatus> stapled(TlsRequirement requirement, ServerCertificate certificate, String version) {
        try (ScriptedServer server = ScriptedServer.start(
                certificate.serverContext(),
                peer -> peer.greet()
                        .ehlo("STARTTLS")
                        .expect("STARTTLS")
                        .say("220 go")
                        .handshake(version)
                        .ehlo()
                        .takeMail())) {
            RecipientRound round = scene.deliver(requirement, server.as("mx.test"));
            assertThat(Scene.verdict(round)).isEqualTo("delivered");
            return round.observations().get(0).tls().orElseThrow().ocsp();
        }
    }
}
