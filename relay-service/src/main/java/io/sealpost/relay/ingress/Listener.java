package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The clients of a listener on one event loop; those of all event loops share the port. */
final class Listener extends AbstractVerticle {
    /** How often clients are looked at that keep the relay waiting. */
    private static final long SWEEP_MILLIS = 500;

    private static final Logger LOG = Logger.getLogger(Listener.class);

    private final ListenerPlan plan;
    private final NetServerOptions options;
    private final Terms terms;
    private final Guests guests;
    private final Spool spool;
    private final SmtpMetrics metrics;
    private final Set<SmtpConnection> connections = new HashSet<>();
    private final Promise<Void> drained = Promise.promise();
    private volatile @Nullable NetServer server;
    private boolean draining;

    Listener(
            ListenerPlan plan, NetServerOptions options, Terms terms, Guests guests, Spool spool, SmtpMetrics metrics) {
        this.plan = plan;
        this.options = options;
        this.terms = terms;
        this.guests = guests;
        this.spool = spool;
        this.metrics = metrics;
    }

    @Override
    public void start(Promise<Void> started) {
        ProxyEntrance entrance = new ProxyEntrance(vertx, plan, guests.handshakeLimit(), metrics);
        NetServer made = vertx.createNetServer(options).connectHandler(socket -> connected(socket, entrance));
        server = made;
        vertx.setPeriodic(SWEEP_MILLIS, now -> List.copyOf(connections).forEach(SmtpConnection::check));
        made.listen().<Void>mapEmpty().onComplete(started);
    }

    ListenerPlan plan() {
        return plan;
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

    private void connected(NetSocket accepted, ProxyEntrance entrance) {
        ClientSocket socket = new ClientSocket(accepted);
        socket.onClosed(metrics::disconnected);
        if (metrics.connected() > guests.maxConnections()) {
            turnAway(socket, socket.peer(), Replies.TOO_MANY_CONNECTIONS);
        } else if (plan.expectsProxy()) {
            entrance.receive(socket, client -> admit(socket, client));
        } else {
            admit(socket, socket.peer());
        }
    }

    private void admit(ClientSocket socket, InetAddress client) {
        if (draining) {
            turnAway(socket, client, Replies.SHUTTING_DOWN);
        } else if (!guests.networks().enters(client)) {
            turnAway(socket, client, guests.networks().refusal());
        } else {
            begin(socket, client);
        }
    }

    private void begin(ClientSocket socket, InetAddress client) {
        SmtpConnection connection = new SmtpConnection(
                context,
                socket,
                new Session(terms, client),
                spool,
                terms,
                metrics,
                guests.timeouts(),
                TraceHeader.addressText(client));
        connections.add(connection);
        socket.onClosed(() -> {
            metrics.disconnected();
            guests.networks().left(client);
            connections.remove(connection);
            connection.closed();
            completeIfDrained();
        });
        connection.start(plan.tls());
    }

    /** Where TLS comes first there are no words for it. */
    private void turnAway(ClientSocket socket, InetAddress client, Reply reply) {
        metrics.refused(reply);
        LOG.infof(
                "turned away listener=%s client=%s reply=%s",
                plan.name(), TraceHeader.addressText(client), ReplyEncoder.printable(reply.words()));
        if (plan.tls() == TlsMode.STARTTLS) {
            socket.write(Buffer.buffer(ReplyEncoder.encode(reply)));
        }
        socket.close();
    }

    private void completeIfDrained() {
        if (draining && connections.isEmpty()) {
            drained.tryComplete();
        }
    }
}
