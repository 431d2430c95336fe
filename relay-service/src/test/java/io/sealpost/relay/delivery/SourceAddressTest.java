package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.util.NetUtil;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.TlsRequirement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Where connections come from. */
class SourceAddressTest {
    private final SourceAddressConverter converter = new SourceAddressConverter();

    @Test
    void connectsFromTheAddressOfTheTargetsFamily() {
        assertThat(seenBy(SourceAddresses.of(List.of(ip("127.0.0.9"), ip("::1")))))
                .isEqualTo("127.0.0.9");
    }

    @Test
    void leavesItToTheSystemWhereTheFamilyHasNone() {
        assertThat(seenBy(SourceAddresses.of(List.of(ip("::1"))))).isEqualTo("127.0.0.1");
    }

    /** On a machine that has IPv6. */
    @Test
    void deliversOverIpv6FromTheAddressOfThatFamily() throws IOException {
        InetAddress loopback = ip("::1");
        assumeThat(NetworkInterface.getByInetAddress(loopback)).isNotNull();
        AtomicReference<String> seen = new AtomicReference<>("");
        try (Scene scene = new Scene(Scene.settings(
                        Duration.ofSeconds(5), 100, SourceAddresses.of(List.of(ip("127.0.0.9"), loopback))));
                ScriptedServer server = ScriptedServer.startAt(loopback, Scene.TLS, peer -> {
                    seen.set(peer.remoteAddress());
                    peer.upToTls().takeMail();
                })) {
            RecipientRound round = scene.deliver(TlsRequirement.ENCRYPT, server.as("mx.test"));

            assertThat(round.outcome()).isInstanceOf(RecipientOutcome.Delivered.class);
            assertThat(round.observations().get(0).address().orElseThrow()).startsWith("[::1]:");
            assertThat(round.observations().get(0).tls()).isPresent();
        }
        assertThat(seen).hasValue("0:0:0:0:0:0:0:1");
    }

    @Test
    void takesAtMostOneOfAFamily() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceAddresses.of(List.of(ip("127.0.0.1"), ip("127.0.0.2"))))
                .withMessageContaining("sealpost.delivery.source-address");
    }

    @Test
    void readsAddressesAndNoNames() {
        assertThat(converter.convert(" 2001:db8::1 ")).isEqualTo(ip("2001:db8::1"));
        assertThatIllegalArgumentException().isThrownBy(() -> converter.convert("localhost"));
        assertThatIllegalArgumentException().isThrownBy(() -> converter.convert("192.0.2.256"));
    }

    /** The address that a server on 127.0.0.1 sees. */
    private static String seenBy(SourceAddresses sources) {
        AtomicReference<String> seen = new AtomicReference<>("");
        try (Scene scene = new Scene(Scene.settings(Duration.ofSeconds(5), 100, sources));
                ScriptedServer server = ScriptedServer.start(Scene.TLS, peer -> {
                    seen.set(peer.remoteAddress());
                    peer.greet().ehlo().takeMail();
                })) {
            assertThat(scene.deliver(TlsRequirement.NONE, server.as("mx.test")).outcome())
                    .isInstanceOf(RecipientOutcome.Delivered.class);
        }
        return seen.get();
    }

    private static InetAddress ip(String literal) {
        return Objects.requireNonNull(NetUtil.createInetAddressFromIpAddressString(literal));
    }
}
