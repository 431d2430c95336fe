package io.sealpost.platform.mail;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An attacker on the way from a client to an SMTP server, on the loopback interface: keeps STARTTLS from the client, or
 * does TLS with it under a certificate of the attacker's own. Passes everything else on to the server, in clear, and
 * keeps what the client said.
 */
public final class ManInTheMiddle implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final InetSocketAddress server;
    private final Optional<SSLContext> shown;
    private final String[] protocols;
    private final ServerSocket listener;
    private final List<List<String>> said = new CopyOnWriteArrayList<>();

    private ManInTheMiddle(InetSocketAddress server, Optional<SSLContext> shown, String... protocols) {
        this.server = server;
        this.shown = shown;
        this.protocols = protocols;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Takes STARTTLS out of what the server offers, and refuses it. */
    public static ManInTheMiddle stripping(InetSocketAddress server) {
        return new ManInTheMiddle(server, Optional.empty());
    }

    /** Does TLS itself, with this certificate and these protocols. */
    public static ManInTheMiddle showing(SSLContext certificate, InetSocketAddress server, String... protocols) {
        return new ManInTheMiddle(server, Optional.of(certificate), protocols);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** The lines that were heard on each connection, those inside TLS too, in the order of the connections. */
    public List<List<String>> said() {
        return said.stream().<List<String>>map(ArrayList::new).toList();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                List<String> heard = new CopyOnWriteArrayList<>();
                said.add(heard);
                daemon(() -> attack(client, heard));
            } catch (IOException e) {
                // The listener was closed, or the client was gone before it was accepted.
            }
        }
    }

    private void attack(Socket client, List<String> heard) {
        try (Side behind = Side.of(connect());
                Side before = Side.of(client)) {
            before.say(behind.reply());
            new Session(before, behind, heard).run();
        } catch (IOException e) {
            // Either side is gone, or does not want this certificate.
        }
    }

    private Socket connect() throws IOException {
        return new Socket(server.getAddress(), server.getPort());
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "man-in-the-middle");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Session {
        private Side before;
        private final Side behind;
        private final List<String> heard;

        private Session(Side before, Side behind, List<String> heard) {
            this.before = before;
            this.behind = behind;
            this.heard = heard;
        }

        private void run() throws IOException {
            for (Optional<String> line = hear(); line.isPresent(); line = hear()) {
                String command = line.get().toUpperCase(Locale.ROOT);
                if (command.equals("STARTTLS")) {
                    startTls();
                    continue;
                }
                behind.say(List.of(line.get()));
                List<String> reply = behind.reply();
                before.say(command.startsWith("EHLO") ? offered(reply) : reply);
                if (command.equals("DATA") && reply.get(0).startsWith("354")) {
                    passContent();
                }
            }
        }

        private Optional<String> hear() throws IOException {
            Optional<String> line = before.line();
            line.ifPresent(heard::add);
            return line;
        }

        private void startTls() throws IOException {
            if (shown.isEmpty() || before.isSecure()) {
                before.say(List.of("502 5.5.1 Not here"));
                return;
            }
            before.say(List.of("220 2.0.0 Go ahead"));
            before = before.secured(shown.get(), protocols);
        }

        private void passContent() throws IOException {
            for (Optional<String> line = hear(); line.isPresent(); line = hear()) {
                behind.say(List.of(line.get()));
                if (line.get().equals(".")) {
                    before.say(behind.reply());
                    return;
                }
            }
        }

        /** STARTTLS is offered by us or not at all, whatever the server does; we hear lines, so there is no BDAT. */
        private List<String> offered(List<String> reply) {
            List<String> texts = new ArrayList<>(reply.stream()
                    .map(line -> line.substring(4))
                    .filter(text -> !List.of("STARTTLS", "CHUNKING").contains(text.toUpperCase(Locale.ROOT)))
                    .toList());
            if (shown.isPresent() && !before.isSecure()) {
                texts.add("STARTTLS");
            }
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                lines.add(reply.get(0).substring(0, 3) + (i < texts.size() - 1 ? "-" : " ") + texts.get(i));
            }
            return lines;
        }
    }

    /** A connection to one of the two, a line at a time. */
    private record Side(Socket socket, BufferedReader in) implements Closeable {
        private static Side of(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Side(
                    socket,
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)));
        }

        private boolean isSecure() {
            return socket instanceof SSLSocket;
        }

        private Side secured(SSLContext certificate, String... protocols) throws IOException {
            SSLSocket secure =
                    (SSLSocket) certificate.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secure.setUseClientMode(false);
            if (protocols.length > 0) {
                secure.setEnabledProtocols(protocols);
            }
            secure.startHandshake();
            return of(secure);
        }

        private Optional<String> line() throws IOException {
            return Optional.ofNullable(in.readLine());
        }

        private List<String> reply() throws IOException {
            List<String> lines = new ArrayList<>();
            do {
                lines.add(line().orElseThrow(() -> new IOException("the server is gone")));
            } while (lines.get(lines.size() - 1).startsWith("-", 3));
            return lines;
        }

        private void say(List<String> lines) throws IOException {
            String text = String.join("\r\n", lines) + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
