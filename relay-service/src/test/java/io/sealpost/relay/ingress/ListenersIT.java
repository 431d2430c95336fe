package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.CertificateTemplate;
import io.sealpost.relay.spool.Spool;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listeners of every kind, over real sockets. */
class ListenersIT {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String FROM_A_SUBMITTER = "PROXY TCP4 127.0.0.9 192.0.2.1 40000 25\r\n";
    private static final String FROM_A_STRANGER = "PROXY TCP4 198.51.100.7 192.0.2.1 40000 25\r\n";

    @TempDir
    Path folder;

    private final CertificateAuthority authority = CertificateAuthority.create("Listeners' root");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private Spool spool;

    @BeforeEach
    void openSpool() {
        spool = Spool.open(folder.resolve("spool"));
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        spool.close();
    }

    @Test
    void speakTlsFromTheFirstOctetOn() throws Exception {
        SmtpServer server = start("", Map.of("tls", "implicit"));

        try (Socket socket = secured(connect(server))) {
            assertThat(say(socket, "")).startsWith("220 ");
            assertThat(say(socket, "EHLO x\r\n")).startsWith("250-").doesNotContain("STARTTLS");
            assertThat(say(socket, "MAIL FROM:<a@sender.example>\r\n")).startsWith("250 ");
        }
    }

    @Test
    void demandTls() throws Exception {
        SmtpServer server = start("", Map.of("require-tls", "true"));

        try (Socket socket = connect(server)) {
            say(socket, "");
            assertThat(say(socket, "EHLO x\r\n")).contains("STARTTLS");
            assertThat(say(socket, "MAIL FROM:<a@sender.example>\r\n")).startsWith("530 5.7.0 ");
        }
    }

    @Test
    void speakNoOutdatedTls() throws Exception {
        SmtpServer server = start("", Map.of("tls", "implicit"));

        try (SSLSocket socket = layered(connect(server), authority.clientContext())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void demandACertificateOfTheClient() throws Exception {
        SmtpServer server = start("", Map.of("tls", "implicit", "client-auth", "required"));
        SSLContext withCertificate = authority.clientContext(
                authority.issue(CertificateTemplate.of("mail.sender.example").forClients()));

        try (Socket socket = layered(connect(server), withCertificate)) {
            assertThat(say(socket, "")).startsWith("220 ");
        }
        try (Socket socket = secured(connect(server))) {
            assertThatThrownBy(() -> say(socket, "")).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls=implicit", "require-tls=true", "require-auth=true", "client-auth=required"})
    void doNotStartWithoutTheCertificateThatTheyNeed(String setting) {
        String[] pair = setting.split("=", 2);

        assertThatThrownBy(() -> TestServer.start(
                        vertx,
                        spool,
                        TestServer.oneSubmitter(),
                        Map.of("sealpost.smtp.listeners.submission." + pair[0], pair[1])))
                .hasMessageContaining("the listener submission needs a certificate: set quarkus.tls.smtp.key-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void takeTheClientFromThePartOfAProxy(String tls) throws Exception {
        SmtpServer server = start("127.0.0.0/8", Map.of("tls", tls));

        try (Socket socket = proxied(server, FROM_A_SUBMITTER, tls)) {
            assertThat(say(socket, "")).startsWith("220 ");
            say(socket, "EHLO x\r\n");
            assertThat(say(socket, "MAIL FROM:<a@sender.example>\r\n")).startsWith("250 ");
        }
        try (Socket socket = proxied(server, FROM_A_STRANGER, tls)) {
            say(socket, "");
            say(socket, "EHLO x\r\n");
            assertThat(say(socket, "MAIL FROM:<a@sender.example>\r\n"))
                    .startsWith("550 5.7.1 ")
                    .contains("198.51.100.7");
        }
    }

    @Test
    void takeAHeaderInPiecesAndWithTheFirstCommandBehindIt() throws Exception {
        SmtpServer server = start("127.0.0.0/8", Map.of());

        try (Socket socket = connect(server)) {
            socket.setTcpNoDelay(true);
            for (char each : FROM_A_STRANGER.toCharArray()) {
                write(socket, String.valueOf(each));
            }
            assertThat(say(socket, "")).startsWith("220 ");
        }
        try (Socket socket = connect(server)) {
            assertThat(say(socket, FROM_A_STRANGER + "QUIT\r\n")).startsWith("220 ");
            assertThat(say(socket, "")).startsWith("221 ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, untrusted, PROXY TCP4 198.51.100.7 192.0.2.1 40000 25",
        "127.0.0.0/8, malformed, EHLO client.example",
        "127.0.0.0/8, malformed, PROXY TCP4 what ever",
        "127.0.0.0/8, missing, ''",
    })
    void closeWithoutAWordWhatIsNoProxys(String trusted, String cause, String line) throws Exception {
        SmtpServer server = start(trusted, Map.of());

        try (Socket socket = connect(server)) {
            write(socket, line.isEmpty() ? "PROXY TC" : line + "\r\n");

            assertThat(heard(socket)).isEmpty();
        }
        assertThat(meters.counter("sealpost.smtp.proxy.refused", "cause", cause).count())
                .isEqualTo(1);
    }

    @Test
    void knowNoProxyWhereNoneIsNamed() throws Exception {
        SmtpServer server = start("", Map.of());

        try (Socket socket = connect(server)) {
            say(socket, "");
            assertThat(say(socket, FROM_A_SUBMITTER)).startsWith("500 5.5.");
        }
    }

    @Test
    void endACommandThatComesOctetByOctet() throws Exception {
        SmtpServer server = TestServer.start(
                vertx, spool, TestServer.oneSubmitter(), Map.of("sealpost.smtp.command-timeout", "PT0.5S"));

        try (Socket socket = connect(server)) {
            say(socket, "");
            String heard = "";
            for (int i = 0; i < 200 && heard.isEmpty(); i++) {
                write(socket, "x");
                heard = heardWithin(socket, 50);
            }
            assertThat(heard).startsWith("421 4.4.2 ");
        }
    }

    @Test
    void endAHandshakeThatDoesNotComeToItsEnd() throws Exception {
        SmtpServer server = start("", Map.of("tls", "implicit"));

        try (Socket socket = connect(server)) {
            assertThat(heard(socket)).doesNotContain("220 ");
        }
        assertThat(meters.counter("sealpost.smtp.handshakes.failed").count()).isEqualTo(1);
    }

    @Test
    void tellANetworkThatItHasTooManyConnections() throws Exception {
        SmtpServer server = TestServer.start(
                vertx, spool, TestServer.oneSubmitter(), Map.of("sealpost.smtp.max-connections-per-network", "1"));

        try (Socket first = connect(server)) {
            assertThat(say(first, "")).startsWith("220 ");
            try (Socket second = connect(server)) {
                assertThat(say(second, "")).startsWith("421 4.7.0 your network has 1 connections here");
            }
        }
    }

    /** A listener of that kind, with a certificate, beside the default one. */
    private SmtpServer start(String proxies, Map<String, String> kind) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sealpost.smtp.listeners.tested.port", "0",
                "sealpost.smtp.handshake-timeout", "PT1S"));
        kind.forEach((key, value) -> settings.put("sealpost.smtp.listeners.tested." + key, value));
        if (!proxies.isEmpty()) {
            settings.put("sealpost.smtp.listeners.tested.proxies", proxies);
        }
        Path certificates = Files.createDirectories(folder.resolve("tls"));
        return TestServer.start(
                vertx,
                spool,
                TestServer.oneSubmitter(),
                settings,
                new TestCertificates(authority, certificates),
                meters);
    }

    private static Socket connect(SmtpServer server) throws IOException {
        int port = server.ports().getOrDefault("tested", server.port());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private Socket proxied(SmtpServer server, String header, String tls) throws IOException {
        Socket socket = connect(server);
        write(socket, header);
        return tls.equals("implicit") ? secured(socket) : socket;
    }

    private Socket secured(Socket socket) throws IOException {
        return layered(socket, authority.clientContext());
    }

    private static SSLSocket layered(Socket socket, SSLContext context) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends that; gives the whole reply. */
    private static String say(Socket socket, String text) throws IOException {
        write(socket, text);
        StringBuilder reply = new StringBuilder();
        int lineStart = 0;
        for (int c = socket.getInputStream().read();
                c >= 0;
                c = socket.getInputStream().read()) {
            reply.append((char) c);
            if (c == '\n') {
                if (reply.charAt(lineStart + 3) == ' ') {
                    return reply.toString();
                }
                lineStart = reply.length();
            }
        }
        throw new IOException("closed instead of a reply: " + reply);
    }

    private static String heard(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static String heardWithin(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return say(socket, "");
        } catch (SocketTimeoutException e) {
            return "";
        }
    }
}
