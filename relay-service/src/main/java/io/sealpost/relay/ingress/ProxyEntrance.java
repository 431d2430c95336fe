package io.sealpost.relay.ingress;

import io.sealpost.relay.wire.ProxyHeader;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Learns of a trusted proxy for whom it speaks. A connection without that word, or from elsewhere, is closed without an
 * answer: who may speak for others must never be in doubt, so a listener demands the header of all or takes it of none.
 */
final class ProxyEntrance {
    private static final Logger LOG = Logger.getLogger(ProxyEntrance.class);

    private final Vertx vertx;
    private final ListenerPlan plan;
    private final Duration limit;
    private final SmtpMetrics metrics;

    /** @param limit for the header */
    ProxyEntrance(Vertx vertx, ListenerPlan plan, Duration limit, SmtpMetrics metrics) {
        this.vertx = vertx;
        this.plan = plan;
        this.limit = limit;
        this.metrics = metrics;
    }

    /** @param entered told of the client, if the proxy names one: itself where it speaks for itself, as in a health check */
    void receive(ClientSocket socket, Consumer<InetAddress> entered) {
        InetAddress proxy = socket.peer();
        if (!plan.trusts(proxy)) {
            refuse(socket, ProxyRefusal.UNTRUSTED, "no address of " + plan.setting("proxies"));
            return;
        }
        long timer = vertx.setTimer(
                limit.toMillis(), late -> refuse(socket, ProxyRefusal.MISSING, "nothing whole within " + limit));
        ProxyHeaderReader reader = socket.expectProxyHeader(header -> {
            vertx.cancelTimer(timer);
            act(header, socket, proxy, entered);
        });
        socket.onClosed(() -> {
            metrics.disconnected();
            if (vertx.cancelTimer(timer) && reader.isMidHeader()) {
                refuse(socket, ProxyRefusal.MISSING, "it broke off");
            }
        });
    }

    private void act(ProxyHeader header, ClientSocket socket, InetAddress proxy, Consumer<InetAddress> entered) {
        if (header instanceof ProxyHeader.Malformed malformed) {
            refuse(socket, ProxyRefusal.MALFORMED, malformed.reason());
        } else {
            entered.accept(header instanceof ProxyHeader.Proxied proxied ? proxied.client() : proxy);
        }
    }

    private void refuse(ClientSocket socket, ProxyRefusal cause, String detail) {
        metrics.proxyRefused(cause);
        LOG.warnf(
                "closed over the PROXY header listener=%s peer=%s cause=%s detail=%s",
                plan.name(), TraceHeader.addressText(socket.peer()), cause.word(), detail);
        socket.close();
    }
}
