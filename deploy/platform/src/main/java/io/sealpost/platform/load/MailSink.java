package io.sealpost.platform.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A mail server on the loopback interface that takes mail under TLS alone, hands it to its receiver and forgets it. */
public final class MailSink implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    private final ServerSocket listener;
    private final SSLContext tls;
    private final Duration finalReply;
    private final Receiver receiver;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "mail-sink");
        thread.setDaemon(true);
        return thread;
    });

    private MailSink(ServerSocket listener, SSLContext tls, Duration finalReply, Receiver receiver) {
        this.listener = listener;
        this.tls = tls;
        this.finalReply = finalReply;
        this.receiver = receiver;
    }

    /** Hears of everything, on the connections' threads. */
    public interface Receiver {
        void connected();

        /** The handshake of a connection has ended well. */
        void secured(boolean resumed);

        /** A message has come whole; it has no transparency dots (RFC 5321 §4.5.2). */
        void received(List<String> recipients, byte[] message);

        void disconnected();
    }

    /**
     * Listens on a free port.
     *
     * @param finalReply how long a message that has come whole waits for its 250
     */
    public static MailSink start(SSLContext tls, Duration finalReply, Receiver receiver) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            MailSink sink = new MailSink(listener, tls, finalReply, receiver);
            sink.threads.execute(sink::accept);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException("the sink cannot listen: " + e, e);
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** Hangs up on everybody. */
    @Override
    public void close() {
        hangUp(listener);
        open.forEach(MailSink::hangUp);
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                hangUp(listener);
            }
        }
    }

    private void serve(Socket socket) {
        receiver.connected();
        try {
            socket.setTcpNoDelay(true);
            new SinkSession(socket, tls, finalReply, receiver).serve();
        } catch (IOException e) {
            // The client went away, or its handshake failed: it has not heard 250 for what it did not bring to an end.
            hangUp(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp(socket);
            open.remove(socket);
            receiver.disconnected();
        }
    }

    private static void hangUp(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is gone, which is what was wished.
            return;
        }
    }
}
