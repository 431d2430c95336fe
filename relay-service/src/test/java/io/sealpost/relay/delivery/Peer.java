package io.sealpost.relay.delivery;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** The server's end of a connection, as a script uses it. */
final class Peer implements Closeable {
    private final SSLContext tls;
    private final CountDownLatch over;
    private Socket socket;
    private InputStream in;

    /** @param over when the test has what it wants to know */
    Peer(Socket socket, SSLContext tls, CountDownLatch over) throws IOException {
        this.tls = tls;
        this.over = over;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Where the client connects from. */
    String remoteAddress() {
        return socket.getInetAddress().getHostAddress();
    }

    /** Sends these lines as they are, each with CRLF. */
    Peer say(String... lines) throws IOException {
        return raw(String.join("\r\n", lines) + "\r\n");
    }

    Peer raw(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends each octet as a segment of its own. */
    Peer trickle(String octets) throws IOException {
        for (int i = 0; i < octets.length(); i++) {
            raw(octets.substring(i, i + 1));
        }
        return this;
    }

    /** Reads one line, which must begin so. */
    Peer expect(String start) throws IOException {
        String line = line();
        if (!line.startsWith(start)) {
            throw new AssertionError("expected " + start + ", got " + line);
        }
        return this;
    }

    /** Nothing more may come: the client closes, having said nothing further. */
    Peer expectEnd() throws IOException {
        int octet = in.read();
        if (octet >= 0) {
            throw new AssertionError("expected the end, got " + (char) octet + line());
        }
        return this;
    }

    /** The client ends it, with QUIT or without: it says nothing else. */
    Peer leave() throws IOException {
        int octet = firstOctet();
        if (octet < 0) {
            return this;
        }
        String line = (char) octet + line();
        if (!line.equals("QUIT")) {
            throw new AssertionError("expected QUIT or the end, got " + line);
        }
        return say("221 2.0.0 bye").expectEnd();
    }

    /** The next octet; negative if the client is gone, in whichever way. */
    private int firstOctet() {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }

    /** Waits until the client is gone, whatever it says and however it goes. */
    Peer awaitEnd() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return this;
        }
        return this;
    }

    /** Says and reads nothing until the client has given up. */
    Peer stall() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    Peer expectQuit() throws IOException {
        return expect("QUIT").say("221 2.0.0 bye");
    }

    Peer greet() throws IOException {
        return say("220 mx.test ESMTP");
    }

    /** Reads EHLO and offers these extensions. */
    Peer ehlo(String... extensions) throws IOException {
        expect("EHLO relay.test");
        List<String> lines = new ArrayList<>(List.of("mx.test"));
        lines.addAll(List.of(extensions));
        for (int i = 0; i < lines.size(); i++) {
            say("250" + (i < lines.size() - 1 ? "-" : " ") + lines.get(i));
        }
        return this;
    }

    /** Greets, offers STARTTLS and whatever else, takes STARTTLS and does the handshake. */
    Peer upToTls(String... extensions) throws IOException {
        greet().ehlo("STARTTLS");
        return expect("STARTTLS").say("220 2.0.0 go ahead").handshake().ehlo(extensions);
    }

    Peer handshake(String... protocols) throws IOException {
        SSLSocket secure = secure();
        if (protocols.length > 0) {
            secure.setEnabledProtocols(protocols);
        }
        secure.startHandshake();
        socket = secure;
        in = new BufferedInputStream(secure.getInputStream());
        return this;
    }

    /** Offers only what the client does not, so that the handshake must fail. */
    Peer failHandshake(String protocol, String cipherSuite) throws IOException {
        SSLSocket secure = secure();
        secure.setEnabledProtocols(new String[] {protocol});
        secure.setEnabledCipherSuites(new String[] {cipherSuite});
        try {
            secure.startHandshake();
        } catch (SSLException e) {
            return this;
        }
        throw new AssertionError("the handshake succeeded with " + secure.getSession());
    }

    /** Waits until the client has said something, whatever it is. */
    Peer awaitOctet() throws IOException {
        if (in.read() < 0) {
            throw new AssertionError("the client is gone");
        }
        return this;
    }

    private SSLSocket secure() throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        return secure;
    }

    /** The names that the client indicated. */
    List<SNIServerName> serverNames() {
        return ((ExtendedSSLSession) ((SSLSocket) socket).getSession()).getRequestedServerNames();
    }

    /** When the session came about, in milliseconds; a resumed one keeps the time of the first. */
    long sessionCreated() {
        return ((SSLSocket) socket).getSession().getCreationTime();
    }

    /** Takes MAIL and one RCPT, each in its turn. */
    Peer envelope() throws IOException {
        return expect("MAIL FROM:").say("250 2.1.0 ok").expect("RCPT TO:").say("250 2.1.5 ok");
    }

    /** Takes a transaction for one recipient, and returns the content as it stood on the wire. */
    String takeMail() throws IOException {
        return takeMail("250 2.0.0 taken");
    }

    /** The same, answered in the end with this reply. */
    String takeMail(String reply) throws IOException {
        envelope().expect("DATA").say("354 go");
        String content = content();
        say(reply).expectQuit();
        return content;
    }

    /**
     * A chunk as it stood on the wire.
     *
     * @param command its BDAT line
     */
    record Chunk(String command, String octets) {
        boolean last() {
            return command.endsWith(" LAST");
        }
    }

    Chunk chunk() throws IOException {
        String command = line();
        if (!command.startsWith("BDAT ")) {
            throw new AssertionError("expected BDAT, got " + command);
        }
        byte[] octets = in.readNBytes(Integer.parseInt(command.split(" ")[1]));
        return new Chunk(command, new String(octets, StandardCharsets.ISO_8859_1));
    }

    /** Takes chunks to the last, and returns what they hold. */
    String takeChunks() throws IOException {
        StringBuilder content = new StringBuilder();
        Chunk chunk = chunk();
        while (!chunk.last()) {
            content.append(chunk.octets());
            say("250 2.0.0 more");
            chunk = chunk();
        }
        say("250 2.0.0 taken");
        return content.append(chunk.octets()).toString();
    }

    /** For a moment nothing may come. */
    Peer expectSilence() throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(100);
        try {
            throw new AssertionError("expected silence, got " + (char) in.read() + line());
        } catch (SocketTimeoutException e) {
            return this;
        } finally {
            socket.setSoTimeout(before);
        }
    }

    /** Takes messages, each for one recipient, until the client says QUIT or goes; returns how many. */
    int takeMails() throws IOException {
        int taken = 0;
        for (String line = line(); !line.equals("QUIT"); line = line()) {
            if (!line.startsWith("MAIL FROM:")) {
                throw new AssertionError("expected MAIL or QUIT, got " + line);
            }
            say("250 2.1.0 ok")
                    .expect("RCPT TO:")
                    .say("250 2.1.5 ok")
                    .expect("DATA")
                    .say("354 go");
            content();
            say("250 2.0.0 taken");
            taken++;
        }
        say("221 2.0.0 bye");
        return taken;
    }

    /** Takes one message for one recipient, and leaves the connection open. */
    Peer takeOne() throws IOException {
        envelope().expect("DATA").say("354 go").content();
        return say("250 2.0.0 taken");
    }

    /** All lines up to the final dot, which is left out. */
    String content() throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = line(); !line.equals("."); line = line()) {
            content.append(line).append("\r\n");
        }
        return content.toString();
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new AssertionError(
                        "the client is gone after \"" + line.toString(StandardCharsets.ISO_8859_1) + "\"");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new AssertionError("a line without CR: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
