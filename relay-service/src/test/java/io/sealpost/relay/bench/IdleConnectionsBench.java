package io.sealpost.relay.bench;

import io.sealpost.platform.kafka.KafkaBroker;
import io.sealpost.platform.process.Machine;
import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.relay.RelayProcess;
import io.sealpost.relay.ruleset.Topics;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients cost the packaged relay that have said EHLO and then nothing, in clear and under TLS. */
class IdleConnectionsBench {
    private static final int CLIENTS = Integer.getInteger("bench.idle", 5_000);
    private static final int WARM_UP = 500;

    @TempDir
    Path folder;

    private final CertificateAuthority authority = CertificateAuthority.create("Bench root");

    @Test
    void keepsIdleClients() throws Exception {
        Path chain = folder.resolve("smtp.pem");
        Path key = folder.resolve("smtp.key");
        authority.issue("localhost").write(chain, key);
        try (KafkaBroker broker = KafkaBroker.start(Files.createDirectory(folder.resolve("kafka")), 0);
                Topics topics = new Topics(broker.bootstrapServers())) {
            topics.registerSender();
            for (boolean tls : new boolean[] {false, true}) {
                try (RelayProcess relay = RelayProcess.startAsInProduction(
                        folder.resolve("relay"),
                        Map.of(
                                "kafka.bootstrap.servers", broker.bootstrapServers(),
                                "quarkus.tls.smtp.key-store.pem.0.cert", chain.toString(),
                                "quarkus.tls.smtp.key-store.pem.0.key", key.toString(),
                                "sealpost.smtp.max-connections", Integer.toString(2 * CLIENTS),
                                "sealpost.smtp.max-connections-per-network", Integer.toString(2 * CLIENTS),
                                "sealpost.smtp.idle-timeout", "PT1H"))) {
                    measure(relay, tls);
                }
            }
        }
    }

    private void measure(RelayProcess relay, boolean tls) throws IOException {
        close(open(relay, tls, WARM_UP));
        long before = Machine.residentMegabytes(relay.pid());
        List<Socket> idle = open(relay, tls, CLIENTS);
        System.out.printf(
                Locale.ROOT,
                "%,d idle clients %s: RSS %d MB, %d MB more than without them%n",
                CLIENTS,
                tls ? "under TLS" : "in clear",
                Machine.residentMegabytes(relay.pid()),
                Machine.residentMegabytes(relay.pid()) - before);
        close(idle);
    }

    private List<Socket> open(RelayProcess relay, boolean tls, int clients) throws IOException {
        SSLSocketFactory layer = authority.clientContext().getSocketFactory();
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Socket socket = new Socket(relay.smtp().getAddress(), relay.smtp().getPort());
            say(socket, "");
            say(socket, "EHLO idle.example\r\n");
            if (tls) {
                say(socket, "STARTTLS\r\n");
                socket = layer.createSocket(socket, "localhost", relay.smtp().getPort(), true);
                say(socket, "EHLO idle.example\r\n");
            }
            open.add(socket);
        }
        return open;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Sends that and reads the whole reply. */
    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\n' || line.charAt(3) == '-';
                c = socket.getInputStream().read()) {
            if (c < 0) {
                throw new IOException("closed instead of a reply to " + text);
            }
            line.append((char) c);
            if (c == '\n') {
                line.setLength(0);
            }
        }
        if (line.charAt(0) != '2') {
            throw new IOException("not taken: " + line);
        }
    }
}
