package io.sealpost.platform.load;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's side of one connection with a {@link MailSink}. */
final class SinkSession {
    private static final String EHLO = "250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SIZE 104857600\r\n";

    private final Socket socket;
    private final SSLContext tls;
    private final Duration finalReply;
    private final MailSink.Receiver receiver;
    private final List<String> recipients = new ArrayList<>();
    private SinkStream stream;
    private boolean secured;
    private boolean over;

    SinkSession(Socket socket, SSLContext tls, Duration finalReply, MailSink.Receiver receiver) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.finalReply = finalReply;
        this.receiver = receiver;
        this.stream = new SinkStream(socket);
    }

    /** Blocks until the client has said QUIT or is gone. */
    void serve() throws IOException, InterruptedException {
        stream.say("220 sink.example ESMTP");
        while (!over) {
            Optional<String> line = stream.line();
            if (line.isEmpty()) {
                return;
            }
            obey(line.get());
        }
        stream.flush();
    }

    private void obey(String line) throws IOException, InterruptedException {
        switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> stream.say(EHLO + (secured ? "250 ENHANCEDSTATUSCODES" : "250 STARTTLS"));
            case "STARTTLS" -> startTls();
            case "MAIL" -> stream.say(secured ? "250 2.1.0 Ok" : "530 5.7.0 Must issue a STARTTLS command first");
            case "RCPT" -> rcpt(line);
            case "DATA" -> data();
            case "NOOP" -> stream.say("250 2.0.0 Ok");
            case "RSET" -> {
                recipients.clear();
                stream.say("250 2.0.0 Ok");
            }
            case "QUIT" -> {
                over = true;
                stream.say("221 2.0.0 Bye");
            }
            default -> stream.say("500 5.5.1 Unknown command");
        }
    }

    private void startTls() throws IOException {
        stream.say("220 2.0.0 Go ahead");
        stream.flush();
        long begun = System.currentTimeMillis();
        SSLSocket over = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        over.setUseClientMode(false);
        over.startHandshake();
        secured = true;
        stream = new SinkStream(over);
        // A session that is resumed keeps the time at which its keys were agreed on.
        receiver.secured(over.getSession().getCreationTime() < begun);
    }

    private void rcpt(String line) throws IOException {
        recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
        stream.say("250 2.1.5 Ok");
    }

    private void data() throws IOException, InterruptedException {
        if (!secured || recipients.isEmpty()) {
            stream.say("503 5.5.1 Bad sequence of commands");
            return;
        }
        stream.say("354 Go ahead");
        byte[] message = stream.message();
        receiver.received(List.copyOf(recipients), message);
        recipients.clear();
        Thread.sleep(finalReply.toMillis());
        stream.say("250 2.0.0 Taken");
    }
}
