package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.FailureType;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.Tlsa;
import io.sealpost.relay.route.Target;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under the level encrypt: what is delivered, and with which evidence. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedDeliveryTest {
    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void deliversOverTlsByteForByteWithDotsStuffed() {
        AtomicReference<String> content = new AtomicReference<>("");
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS, peer -> content.set(peer.upToTls("SIZE 1000000").takeMail()))) {
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
        assertThat(content).hasValue("Subject: hello\r\n\r\n..dotted\r\nhello\r\n");
    }

    @Test
    void keepsTheSessionAsEvidence() {
        RecipientRound round;
        try (ScriptedServer server =
                ScriptedServer.start(Scene.TLS, peer -> peer.upToTls().takeMail())) {
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        Observation seen = round.observations().get(0);
        assertThat(seen.kind()).isEqualTo(AttemptClass.DELIVERED);
        assertThat(seen.host()).isEqualTo("mx.test");
        assertThat(seen.address().orElseThrow()).startsWith("127.0.0.1:");
        assertThat(seen.reply().orElseThrow().words()).isEqualTo("250 2.0.0 taken");
        assertThat(seen.tls().orElseThrow()).satisfies(tls -> {
            assertThat(tls.version()).isEqualTo("TLSv1.3");
            assertThat(tls.cipher()).startsWith("TLS_");
            assertThat(tls.certificates()).hasSize(2).allMatch(each -> each.matches("[0-9a-f]{64}"));
            assertThat(tls.names()).containsExactly("mx.test");
            assertThat(tls.issuer()).hasValue("CN=Test CA");
            assertThat(tls.notAfter()).isPresent();
        });
    }

    /** RFC 7672 §3.2. */
    @Test
    void indicatesTheTlsaBaseDomainWhereThereIsOne() {
        AtomicReference<Object> indicated = new AtomicReference<>();
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls();
            indicated.set(peer.serverNames());
            peer.takeMail();
        })) {
            scene.deliver(
                    TlsRequirement.NONE,
                    new Target("mx.test", server.as("mx.test").address(), new Tlsa.Unusable("base.test")));
        }
        assertThat(indicated.get())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(new SNIHostName("base.test"));
    }

    @Test
    void indicatesTheHostsNameWhichNoResolverKnows() {
        AtomicReference<Object> indicated = new AtomicReference<>();
        try (ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
            peer.upToTls();
            indicated.set(peer.serverNames());
            peer.takeMail();
        })) {
            scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(indicated.get())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(new SNIHostName("mx.test"));
    }

    @Test
    void bouncesAtOnceWhereStarttlsIsNotOffered() {
        RecipientRound round;
        try (ScriptedServer server = ScriptedServer.start(
                Scene.TLS,
                peer -> peer.greet().ehlo("PIPELINING", "8BITMIME").expectQuit().expectEnd())) {
            round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
        }
        assertThat(round.outcome()).isInstanceOfSatisfying(RecipientOutcome.Failed.class, failed -> {
            assertThat(failed.type()).isEqualTo(FailureType.TLS_FAILURE);
            assertThat(failed.cause().status()).hasToString("5.7.10");
            assertThat(failed.cause().text()).isEqualTo("EHLO without STARTTLS");
            assertThat(failed.cause().remoteHost()).isEmpty();
        });
        assertThat(Scene.words(round)).containsExactly("TLS-ABSENT");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotBounceAtOnceWhereTlsWasSeenLatelyOrNobodyKnows(boolean unreadable) {
        try (Scene known = new Scene();
                ScriptedServer server = ScriptedServer.start(
                        Scene.TLS,
                        peer -> peer.greet().ehlo("SIZE").expectQuit().expectEnd())) {
            if (!unreadable) {
                known.memory.before.add(Scene.BOB.domain());
            }
            known.memory.broken = unreadable;
            RecipientRound round = known.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));
            assertThat(Scene.words(round)).containsExactly("TLS-ABSENT");
            assertThat(round.outcome())
                    .isInstanceOfSatisfying(
                            RecipientOutcome.Deferred.class,
                            deferred -> assertThat(deferred.cause().status()).hasToString("4.7.5"));
        }
    }

    @Test
    void remembersADomainAtWhichTlsCameAbout() {
        try (Scene fresh = new Scene();
                ScriptedServer server =
                        ScriptedServer.start(Scene.TLS, peer -> peer.upToTls().takeMail());
                ScriptedServer plain = ScriptedServer.start(
                        Scene.TLS, peer -> peer.greet().ehlo("SIZE").takeMail())) {
            fresh.deliver(TlsRequirement.NONE, plain.as("mx.test"));
            assertThat(fresh.memory.seen).isEmpty();
            fresh.deliver(TlsRequirement.NONE, server.as("mx.test"));
            assertThat(fresh.memory.seen).containsExactly(Scene.BOB.domain());
        }
    }

    @Test
    void whatIsSeenElsewhereIsNoMemoryOfTheDomain() throws Exception {
        try (Scene known = new Scene();
                ScriptedServer server =
                        ScriptedServer.start(Scene.TLS, peer -> peer.upToTls().takeMail());
                ScriptedServer plain = ScriptedServer.start(
                        Scene.TLS,
                        peer -> peer.greet().ehlo("SIZE").expectQuit().expectEnd())) {
            known.memory.before.add(Scene.BOB.domain());
            known.deliverElsewhere(TlsRequirement.NONE, server.as("inbound.test"));
            RecipientRound round = known.deliverElsewhere(TlsRequirement.ENCRYPT, plain.as("inbound.test"));
            assertThat(known.memory.seen).isEmpty();
            assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Failed.class);
        }
    }
}
