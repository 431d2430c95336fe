package io.sealpost.platform.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** Another company's mail server on the loopback interface: it takes mail and keeps it as it came. */
public final class PartnerServer implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

    private final List<ReceivedMail> received = new CopyOnWriteArrayList<>();
    private final Set<String> refused;
    private final SMTPServer server;

    private PartnerServer(Builder builder) {
        refused = Set.copyOf(builder.refused);
        SMTPServer.Builder settings = SMTPServer.port(builder.port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName(builder.hostName)
                .softwareName("partner")
                .insertReceivedHeaders(false)
                .maxMessageSize(LARGEST_MESSAGE)
                .connectionTimeout(60, TimeUnit.SECONDS)
                .messageHandlerFactory(context -> new Transaction(context));
        builder.tls.forEach(context -> settings.enableTLS().startTlsSocketFactory(socket -> secured(context, socket)));
        server = settings.build();
        server.start();
    }

    /** A server that announces itself by this name. */
    public static Builder named(String hostName) {
        return new Builder(hostName);
    }

    public int port() {
        return server.getPortAllocated();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    /** Everything received so far, in the order of its arrival. */
    public List<ReceivedMail> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static SSLSocket secured(SSLContext context, Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secured.setUseClientMode(false);
        return secured;
    }

    /** How a partner is to behave. */
    public static final class Builder {
        private final String hostName;
        private final List<SSLContext> tls = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private int port;

        private Builder(String hostName) {
            this.hostName = hostName;
        }

        /** Listens on this port; without it, or with 0, on a free one. */
        public Builder port(int wanted) {
            port = wanted;
            return this;
        }

        /** Offers STARTTLS; a server without it does not offer it, and answers it with 454. */
        public Builder startTls(SSLContext context) {
            tls.add(context);
            return this;
        }

        /** Answers RCPT for these addresses with 550 5.1.1. */
        public Builder refusing(String... recipients) {
            Stream.of(recipients).map(Builder::key).forEach(refused::add);
            return this;
        }

        public PartnerServer start() {
            return new PartnerServer(this);
        }

        private static String key(String address) {
            return address.toLowerCase(Locale.ROOT);
        }
    }

    /** One mail transaction; SubEtha calls it from the connection's thread. */
    private final class Transaction implements MessageHandler {
        private final MessageContext context;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        private Transaction(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String address) {
            sender = address;
        }

        @Override
        public void recipient(String address) throws RejectException {
            if (refused.contains(Builder.key(address))) {
                throw new RejectException(550, "5.1.1 There is no such mailbox here");
            }
            recipients.add(address);
        }

        @Override
        public String data(InputStream content) throws IOException {
            String text = withoutFirstDot(new String(content.readAllBytes(), StandardCharsets.ISO_8859_1));
            received.add(new ReceivedMail(
                    sender, recipients, text, TlsSession.of(((Session) context).getSocket()), Instant.now()));
            return "2.0.0 Taken";
        }

        /** SubEtha removes the transparency dot (RFC 5321 §4.5.2) from every line but the first. */
        private String withoutFirstDot(String text) {
            return text.startsWith(".") ? text.substring(1) : text;
        }

        @Override
        public void done() {}
    }
}
