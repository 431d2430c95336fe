package io.sealpost.relay.delivery;

import io.sealpost.relay.route.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Opens connections to servers, from the source address that is set for the family of theirs. */
final class Connector {
    private final NetClient ipv4;
    private final NetClient ipv6;

    Connector(Vertx vertx, TlsPolicy tls, ClientSettings settings) {
        ipv4 = client(vertx, tls, settings.timeouts(), settings.sources().ipv4());
        ipv6 = client(vertx, tls, settings.timeouts(), settings.sources().ipv6());
    }

    /** To be called on the context that the connection is to have. */
    Future<NetSocket> connect(Target target) {
        NetClient client = target.address().getAddress() instanceof Inet6Address ? ipv6 : ipv4;
        return client.connect(SocketAddress.inetSocketAddress(target.address()));
    }

    Future<Void> close() {
        return Future.all(ipv4.close(), ipv6.close()).mapEmpty();
    }

    private static NetClient client(Vertx vertx, TlsPolicy tls, Timeouts timeouts, Optional<InetAddress> source) {
        NetClientOptions options = tls.applyTo(new NetClientOptions()
                .setConnectTimeout((int) timeouts.connect().toMillis())
                .setSslHandshakeTimeout(timeouts.handshake().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpNoDelay(true));
        source.ifPresent(address -> options.setLocalAddress(address.getHostAddress()));
        return vertx.createNetClient(options);
    }
}
