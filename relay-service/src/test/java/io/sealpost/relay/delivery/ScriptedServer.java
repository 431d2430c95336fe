package io.sealpost.relay.delivery;

import static org.awaitility.Awaitility.await;

import io.sealpost.relay.route.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that does what a test's script says, one script a connection, in the order in which they come.
 *
 * <p>What comes unexpected, a connection too many, or a script that does not reach its end fails the test in
 * {@link #close}.
 */
final class ScriptedServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final ServerSocket listener;
    private final SSLContext tls;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch remaining;
    private final int scripts;
    private final CountDownLatch over = new CountDownLatch(1);

    /** What the server does on one connection. */
    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws IOException;
    }

    private ScriptedServer(ServerSocket listener, SSLContext tls, List<Script> scripts) {
        this.listener = listener;
        this.tls = tls;
        this.remaining = new CountDownLatch(scripts.size());
        this.scripts = scripts.size();
        start(() -> serve(scripts));
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer start(SSLContext tls, Script... scripts) {
        return startAt(InetAddress.getLoopbackAddress(), tls, scripts);
    }

    static ScriptedServer startAt(InetAddress here, SSLContext tls, Script... scripts) {
        try {
            return new ScriptedServer(new ServerSocket(0, 50, here), tls, List.of(scripts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This server under a name that only the test knows. */
    Target as(String host) {
        try {
            InetAddress address =
                    InetAddress.getByAddress(host, listener.getInetAddress().getAddress());
            return new Target(host, new InetSocketAddress(address, listener.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for so many scripts to end. */
    void awaitEnded(int some) {
        await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> scripts - remaining.getCount() >= some);
    }

    /** Waits for all scripts to end, and fails for what went against them. */
    @Override
    public void close() {
        over.countDown();
        try {
            boolean ended = remaining.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            listener.close();
            Throwable failure = failures.peek();
            if (failure != null) {
                throw new AssertionError("the server saw what its script does not foresee: " + failure, failure);
            }
            if (!ended) {
                throw new AssertionError(remaining.getCount() + " scripts did not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(List<Script> scripts) {
        for (Script script : scripts) {
            Socket socket = accept();
            if (socket == null) {
                return;
            }
            start(() -> play(script, socket));
        }
        Socket surplus = accept();
        if (surplus != null) {
            failures.add(new AssertionError("a connection more than there are scripts"));
        }
    }

    private @Nullable Socket accept() {
        try {
            return listener.accept();
        } catch (IOException e) {
            return null;
        }
    }

    private void play(Script script, Socket socket) {
        try (Socket open = socket;
                Peer peer = new Peer(open, tls, over)) {
            open.setTcpNoDelay(true);
            open.setSoTimeout(PATIENCE_SECONDS * 1000);
            script.run(peer);
        } catch (IOException | RuntimeException | AssertionError e) {
            failures.add(e);
        } finally {
            remaining.countDown();
        }
    }
}
