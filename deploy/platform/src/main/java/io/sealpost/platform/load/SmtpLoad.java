package io.sealpost.platform.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Clients that hand in numbered messages as fast as they are answered, in clear and with pipelining. A client whose message
 * is not taken, for whatever reason, connects anew for the next one.
 *
 * @param servers where; clients are spread over them, and stay with theirs
 * @param clients how many at once
 * @param perConnection messages before a client connects anew
 * @param messages the message of a number; called by the one thread of all clients, which should not block
 * @param answers hears what became of each, on that thread
 */
public record SmtpLoad(
        List<InetSocketAddress> servers,
        int clients,
        int perConnection,
        IntFunction<Submission> messages,
        Answers answers) {
    private static final int CONNECT_TIMEOUT_MILLIS = 60_000;

    public SmtpLoad {
        servers = List.copyOf(servers);
    }

    /** Hears of each message's final reply. */
    public interface Answers {
        /**
         * A message was answered with 250.
         *
         * @param nanos from the last octet of the message to the last of the reply
         */
        void taken(int number, long nanos);

        /** A message was refused, or the connection failed before the final reply. */
        void refused(int number, IOException cause);
    }

    /**
     * Hands in so many, from the first number on, and blocks until each is answered or has failed. Fails where the messages
     * or the answers did.
     */
    public void run(int first, int count) throws InterruptedException {
        EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("smtp-load", true));
        try {
            AtomicInteger next = new AtomicInteger(first);
            Bootstrap connections = new Bootstrap()
                    .group(thread)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
            List<LoadClient> all = IntStream.range(0, clients)
                    .mapToObj(i -> servers.get(i % servers.size()))
                    .map(server -> new LoadClient(this, connections.clone().remoteAddress(server), next, first + count))
                    .toList();
            all.forEach(client -> thread.execute(client::connect));
            CompletableFuture.allOf(all.stream().map(LoadClient::finished).toArray(CompletableFuture[]::new))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e.getCause());
        } finally {
            thread.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
