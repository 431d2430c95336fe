package io.sealpost.relay.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.sealpost.relay.wire.ProxyHeader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLSession;

/** A client's socket: what Vert.x has of it, and the few things for which its channel must be reached. */
final class ClientSocket {
    private final NetSocketInternal socket;
    private final ChannelHandlerContext channel;

    ClientSocket(NetSocket socket) {
        this.socket = (NetSocketInternal) socket;
        this.channel = this.socket.channelHandlerContext();
    }

    private static ByteBuffer taken(ByteBuf octets) {
        try {
            return ByteBuffer.wrap(ByteBufUtil.getBytes(octets));
        } finally {
            octets.release();
        }
    }

    /** Where it comes from, be it the client or a proxy. */
    InetAddress peer() {
        try {
            return InetAddress.getByName(socket.remoteAddress().hostAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a connected client has an address", e);
        }
    }

    /**
     * @param received hears what comes
     * @param drained hears when the client has read what it was sent
     * @param lost hears of an error, after which the socket closes
     */
    void listen(Consumer<ByteBuffer> received, Runnable drained, Consumer<Throwable> lost) {
        socket.messageHandler(message -> received.accept(taken((ByteBuf) message)));
        socket.drainHandler(now -> drained.run());
        socket.exceptionHandler(lost::accept);
    }

    void onClosed(Runnable closed) {
        socket.closeHandler(now -> closed.run());
    }

    /** Takes a PROXY header off in front of whatever comes; call before anything has come. */
    ProxyHeaderReader expectProxyHeader(Consumer<ProxyHeader> found) {
        ProxyHeaderReader reader = new ProxyHeaderReader(found);
        channel.pipeline().addFirst(reader);
        return reader;
    }

    /**
     * Reads no more, or goes on. Vert.x' own pause would let 16 more buffers come and keep them, a megabyte for each
     * client.
     */
    void hold(boolean held) {
        channel.channel().config().setAutoRead(!held);
    }

    boolean isFull() {
        return socket.writeQueueFull();
    }

    void write(Buffer octets) {
        socket.write(octets);
    }

    /** The handshake, which begins when all is written; gives what it negotiated. */
    Future<TlsParameters> secure() {
        return socket.upgradeToSsl().map(done -> {
            SSLSession tls = socket.sslSession();
            return new TlsParameters(tls.getProtocol(), tls.getCipherSuite());
        });
    }

    /** Closes it once all is written. */
    void close() {
        socket.close();
    }

    /** Closes it at once, past everything that waits to be written; on the event loop. */
    void abort() {
        Channel.Unsafe transport = channel.channel().unsafe();
        transport.close(transport.voidPromise());
    }
}
