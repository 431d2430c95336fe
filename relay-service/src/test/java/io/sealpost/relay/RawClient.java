package io.sealpost.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A mail client that sends exactly the given octets, and may stop anywhere. */
public final class RawClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket = new Socket();
    private final String greeting;

    /** Connects and hears the greeting. */
    public RawClient(InetSocketAddress server) throws IOException {
        socket.connect(server, (int) PATIENCE.toMillis());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        greeting = hear();
    }

    public String greeting() {
        return greeting;
    }

    /** Sends a line; gives the last line of the reply. */
    public String say(String line) throws IOException {
        send(line + "\r\n");
        String reply = hear();
        while (reply.startsWith("-", 3)) {
            reply = hear();
        }
        return reply;
    }

    /** From EHLO to the reply to DATA. */
    public String beginMessage() throws IOException {
        say("EHLO mail.sender.example");
        say("MAIL FROM:<ann@sender.example>");
        say("RCPT TO:<bob@bank.example>");
        return say("DATA");
    }

    /** Sends a whole message; gives the reply to its end. */
    public String message(String octets) throws IOException {
        beginMessage();
        send(octets);
        return say(".");
    }

    /** Sends octets, given as Latin-1. */
    public void send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One line of a reply; empty once the server has closed. */
    public String hear() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /** All that is said until the server closes. */
    public String rest() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
