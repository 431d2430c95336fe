package io.sealpost.relay.ingress;

import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.wire.ReplyEncoder;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clients of one event loop; all listeners share the port. */
final class Listener extends AbstractVerticle {
    private final NetServerOptions options;
    private final SmtpSettings settings;
    private final Terms terms;
    private final Spool spool;
    private final SmtpMetrics metrics;
    private final Set<SmtpConnection> connections = new HashSet<>();
    private final Promise<Void> drained = Promise.promise();
    private volatile @Nullable NetServer server;
    private boolean draining;

    Listener(NetServerOptions options, SmtpSettings settings, Terms terms, Spool spool, SmtpMetrics metrics) {
        this.options = options;
        this.settings = settings;
        this.terms = terms;
        this.spool = spool;
        this.metrics = metrics;
    }

    @Override
    public void start(Promise<Void> started) {
        NetServer made = vertx.createNetServer(options).connectHandler(this::connected);
        server = made;
        made.listen().<Void>mapEmpty().onComplete(started);
    }

    /** The port it listens on. */
    int port() {
        NetServer listening = server;
        return listening == null ? 0 : listening.actualPort();
    }

    /** Shows another certificate to those who come from now on. */
    void renew(SSLOptions certificate) {
        NetServer listening = server;
        if (listening != null) {
            listening.updateSSLOptions(certificate);
        }
    }

    /** Ends every session with its transaction; completes when the last has gone. */
    Future<Void> drain() {
        context.runOnContext(now -> {
            draining = true;
            List.copyOf(connections).forEach(SmtpConnection::shutDown);
            completeIfDrained();
        });
        return drained.future();
    }

    /** Ends the sessions that {@link #drain} left, but for messages that are complete; completes when all have gone. */
    Future<Void> cut() {
        context.runOnContext(now -> List.copyOf(connections).forEach(SmtpConnection::cut));
        return drained.future();
    }

    private void connected(NetSocket socket) {
        int present = metrics.connected();
        if (draining || present > settings.maxConnections()) {
            socket.closeHandler(closed -> metrics.disconnected());
            socket.end(Buffer.buffer(
                    ReplyEncoder.encode(draining ? Replies.SHUTTING_DOWN : Replies.TOO_MANY_CONNECTIONS)));
            return;
        }
        Session session = new Session(terms, address(socket));
        SmtpConnection connection =
                new SmtpConnection(context, socket, session, spool, terms.proofs(), metrics, settings.idleTimeout());
        connections.add(connection);
        socket.closeHandler(closed -> {
            metrics.disconnected();
            connections.remove(connection);
            connection.closed();
            completeIfDrained();
        });
        connection.start();
    }

    private void completeIfDrained() {
        if (draining && connections.isEmpty()) {
            drained.tryComplete();
        }
    }

    private static InetAddress address(NetSocket socket) {
        try {
            return InetAddress.getByName(socket.remoteAddress().hostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a connected client has an address", e);
        }
    }
}
