package io.sealpost.platform.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortTest {
    private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    @Test
    void picksPortsThatNoOutgoingConnectionGets() throws IOException {
        int first = Files.exists(OUTGOING)
                ? Integer.parseInt(Files.readAllLines(OUTGOING).get(0).split("\\s+")[0])
                : 49_152;

        List<Integer> picked =
                IntStream.range(0, 100).mapToObj(i -> FreePort.of(0)).toList();

        assertThat(picked).doesNotHaveDuplicates().allMatch(port -> port < first);
    }

    @Test
    void skipsAPortThatIsTaken() throws IOException {
        int next = FreePort.of(0) + 1;
        try (ServerSocket taken = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePort.of(0)).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void leavesAWantedPortAsItIs() {
        assertThat(FreePort.of(25)).isEqualTo(25);
    }
}
