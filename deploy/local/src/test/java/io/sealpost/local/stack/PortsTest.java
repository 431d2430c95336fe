package io.sealpost.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void areThoseThatScriptsRelyOn() {
        assertThat(new Ports(0, 2).all().keySet())
                .containsExactlyInAnyOrder(8080, 8081, 8091, 8443, 8453, 8082, 2525, 2535, 9092, 5433);
    }

    @Test
    void areAllMovedByTheOffset() {
        assertThat(new Ports(100, 1).all().keySet())
                .containsExactlyInAnyOrder(8180, 8181, 8543, 8182, 2625, 9192, 5533);
    }

    @Test
    void areAllDifferentWithTheMostRelays() {
        assertThat(new Ports(0, Ports.MOST_RELAYS).all()).hasSize(4 + 3 * Ports.MOST_RELAYS);
    }

    @Test
    void aTakenOneIsNamedWithItsPartAndTheOption() throws IOException {
        Ports ports = Ports.free(1);
        try (ServerSocket other = new ServerSocket(ports.smtp(1), 1, InetAddress.getByName("0.0.0.0"))) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(PortsTaken.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " (SMTP of relay-1) is already in use")
                    .hasMessageContaining("--port-offset");
        }
    }
}
