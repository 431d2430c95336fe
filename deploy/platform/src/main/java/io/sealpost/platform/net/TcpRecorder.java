package io.sealpost.platform.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server on the loopback interface, passes everything on, and keeps the bytes of both directions: the
 * first {@value #KEPT} of each. A byte is recorded before it is passed on, so that nothing the target saw is missing.
 */
public final class TcpRecorder implements AutoCloseable {
    private static final int KEPT = 4 * 1024 * 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();

    private TcpRecorder(InetSocketAddress target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** Listens on the port, or on a free one for 0, and passes on to the target. */
    public static TcpRecorder before(InetSocketAddress target, int port) {
        return before(target, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Listens there, on a free port for 0, and passes on to the target. */
    public static TcpRecorder before(InetSocketAddress target, InetSocketAddress listen) {
        try {
            ServerSocket listener = new ServerSocket(listen.getPort(), 50, listen.getAddress());
            TcpRecorder recorder = new TcpRecorder(target, listener);
            daemon("recorder-" + listener.getLocalPort(), recorder::accept);
            return recorder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + listen, e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), port());
    }

    /** All connections so far, in the order of their beginning. */
    public List<RecordedConnection> connections() {
        return conversations.stream().map(Conversation::snapshot).toList();
    }

    /** Stops listening and cuts all connections. */
    @Override
    public void close() {
        closeQuietly(listener);
        conversations.forEach(Conversation::cut);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Conversation conversation = new Conversation(conversations.size() + 1, listener.accept());
                conversations.add(conversation);
                daemon("recorder-" + port() + "-" + conversation.number, () -> conversation.run(target));
            } catch (IOException e) {
                // The listener was closed, or the client was gone before it was accepted.
            }
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // There is nothing that could be done about a socket that does not close.
            return;
        }
    }

    private static final class Conversation {
        private final int number;
        private final Socket client;
        private final Socket server = new Socket();
        private final Track said = new Track();
        private final Track answered = new Track();
        private final AtomicInteger openDirections = new AtomicInteger(2);

        private Conversation(int number, Socket client) {
            this.number = number;
            this.client = client;
        }

        private void run(InetSocketAddress target) {
            try {
                server.connect(target, CONNECT_TIMEOUT_MILLIS);
            } catch (IOException e) {
                openDirections.set(0);
                cut();
                return;
            }
            daemon(Thread.currentThread().getName() + "-back", () -> pass(server, client, answered));
            pass(client, server, said);
        }

        private void pass(Socket from, Socket to, Track track) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[16 * 1024];
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    track.add(buffer, length);
                    out.write(buffer, 0, length);
                }
                to.shutdownOutput();
            } catch (IOException e) {
                cut();
            }
            if (openDirections.decrementAndGet() == 0) {
                cut();
            }
        }

        private void cut() {
            closeQuietly(client);
            closeQuietly(server);
        }

        private RecordedConnection snapshot() {
            return new RecordedConnection(
                    number,
                    said.text(),
                    answered.text(),
                    openDirections.get() > 0,
                    said.isTruncated() || answered.isTruncated());
        }
    }

    /** The bytes of one direction, as many as are kept. */
    private static final class Track {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean truncated;

        private synchronized void add(byte[] buffer, int length) {
            int room = Math.min(length, KEPT - bytes.size());
            bytes.write(buffer, 0, room);
            truncated |= room < length;
        }

        private synchronized String text() {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }

        private synchronized boolean isTruncated() {
            return truncated;
        }
    }
}
