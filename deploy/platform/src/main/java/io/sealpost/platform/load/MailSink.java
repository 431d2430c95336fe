package io.sealpost.platform.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A mail server on the loopback interface that takes mail under TLS alone, hands it to its receiver and forgets it. */
public final class MailSink implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    private final EventLoopGroup thread;
    private final InetSocketAddress address;

    private MailSink(EventLoopGroup thread, InetSocketAddress address) {
        this.thread = thread;
        this.address = address;
    }

    /** Hears of everything, on the one thread of all connections; it should not block. */
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
        EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("mail-sink", true));
        Channel listener = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(new SinkSession(tls, finalReply, receiver));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        return new MailSink(thread, (InetSocketAddress) listener.localAddress());
    }

    public InetSocketAddress address() {
        return address;
    }

    /** Hangs up on everybody. */
    @Override
    public void close() {
        thread.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
