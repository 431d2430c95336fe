package io.sealpost.platform.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A customer's mail client or server that submits: it sends exactly the given bytes and hands back every reply. Blocks;
 * a reply that does not come within the timeout is an {@link IOException}. Not thread-safe.
 */
public final class SmtpClient implements AutoCloseable {
    private static final int LONGEST_LINE = 4096;

    private final SmtpReply greeting;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.greeting = readReply();
    }

    /** Connects and reads the greeting. */
    public static SmtpClient connect(InetSocketAddress address, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
            return new SmtpClient(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public SmtpReply greeting() {
        return greeting;
    }

    public Optional<TlsSession> tls() {
        return TlsSession.of(socket);
    }

    /** Sends a line, to which CRLF is added, and reads the reply. */
    public SmtpReply command(String line) throws IOException {
        send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return readReply();
    }

    public SmtpReply ehlo(String name) throws IOException {
        return command("EHLO " + name);
    }

    /** Says STARTTLS and, after a 220, secures the connection; the certificate must be trusted and bear the name. */
    public SmtpReply startTls(SSLContext context, String name) throws IOException {
        SmtpReply reply = command("STARTTLS");
        if (reply.code() == 220) {
            SSLSocket secured =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            socket = secured;
            in = secured.getInputStream();
            out = secured.getOutputStream();
        }
        return reply;
    }

    public SmtpReply authPlain(String user, String secret) throws IOException {
        byte[] response = ("\0" + user + "\0" + secret).getBytes(StandardCharsets.UTF_8);
        return command("AUTH PLAIN " + Base64.getEncoder().encodeToString(response));
    }

    /** MAIL, with an empty string as the null path. */
    public SmtpReply mail(String sender) throws IOException {
        return command("MAIL FROM:<" + sender + ">");
    }

    public SmtpReply rcpt(String recipient) throws IOException {
        return command("RCPT TO:<" + recipient + ">");
    }

    /** DATA and the content, which must end with CRLF; adds the transparency dots (RFC 5321 §4.5.2) and the end. */
    public SmtpReply data(byte[] content) throws IOException {
        SmtpReply reply = command("DATA");
        if (reply.code() != 354) {
            return reply;
        }
        send(stuffed(content));
        return readReply();
    }

    /** QUIT; use {@link #close()} to hang up without it. */
    public SmtpReply quit() throws IOException {
        return command("QUIT");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private static byte[] stuffed(byte[] content) {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(content.length + 16);
        boolean lineStart = true;
        for (byte octet : content) {
            if (lineStart && octet == '.') {
                stuffed.write('.');
            }
            stuffed.write(octet);
            lineStart = octet == '\n';
        }
        stuffed.writeBytes(".\r\n".getBytes(StandardCharsets.US_ASCII));
        return stuffed.toByteArray();
    }

    private SmtpReply readReply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = readLine();
            if (!line.matches("[2-5][0-9][0-9]([ -].*)?")) {
                throw new IOException("malformed reply: " + line);
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new SmtpReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.size() > LONGEST_LINE) {
                throw new IOException(octet < 0 ? "the server closed the connection" : "endless reply line");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
