package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second connection to a server may resume the session of the first; that spares a handshake and no judgement. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumptionTest {
    private static final SSLContext UNTRUSTED =
            CertificateAuthority.create("Other CA").issue("mx.test").serverContext();
    private static final TlsRequirement VERIFY =
            TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.HostName()), TlsRequirement.DEFAULT_RETRY_WINDOW);

    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aResumedSessionIsJudgedByTheStricterRequirementAndThenForgotten(String version) {
        List<Long> created = new CopyOnWriteArrayList<>();
        List<RecipientRound> refused;
        ScriptedServer.Script refusedByUs = peer -> {
            created.add(secure(peer, version).sessionCreated());
            peer.expectQuit().expectEnd();
        };
        try (ScriptedServer server = ScriptedServer.start(
                UNTRUSTED,
                peer -> {
                    created.add(secure(peer, version).sessionCreated());
                    peer.ehlo().takeMail();
                },
                refusedByUs,
                refusedByUs)) {
            assertThat(scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"))
                            .outcome())
                    .isInstanceOf(RecipientOutcome.Delivered.class);
            RecipientRound first = scene.deliver(VERIFY, server.as("mx.test"));
            server.awaitEnded(2);
            refused = List.of(first, scene.deliver(VERIFY, server.as("mx.test")));
        }
        assertThat(refused).allSatisfy(round -> {
            assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Deferred.class);
            assertThat(Scene.words(round)).containsExactly("TLS-TEMP");
            assertThat(round.observations().get(0).detail()).contains("not trusted");
        });
        assertThat(created.get(1)).as("resumed").isEqualTo(created.get(0));
        assertThat(created.get(2)).as("a session of its own").isGreaterThan(created.get(0));
    }

    private static Peer secure(Peer peer, String version) throws IOException {
        return peer.greet().ehlo("STARTTLS").expect("STARTTLS").say("220 go").handshake(version);
    }
}
