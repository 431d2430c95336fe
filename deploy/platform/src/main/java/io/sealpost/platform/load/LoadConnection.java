package io.sealpost.platform.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The dialogue over one connection of a client, a line of the server at a time; any reply but the wished one ends it as a
 * failure with its words.
 */
final class LoadConnection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final ByteBuf EHLO = constant("EHLO load.example\r\n");
    private static final ByteBuf QUIT = constant("QUIT\r\n");

    private final LoadClient client;
    private int left;
    private Awaited awaited = Awaited.GREETING;
    private int envelopeReplies;
    private long contentSent;

    /** @param messages how many it says, if its client has so many */
    LoadConnection(LoadClient client, int messages) {
        this.client = client;
        this.left = messages;
    }

    /** The reply that comes next. */
    private enum Awaited {
        GREETING("220"),
        EHLO("250"),
        ENVELOPE("250"),
        DATA("354"),
        FINAL("250"),
        QUIT("221"),
        NOTHING("nothing");

        private final String code;

        Awaited(String code) {
            this.code = code;
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext channel, ByteBuf line) {
        if (!isWished(line)) {
            fail(
                    channel,
                    new IOException("not " + awaited.code + " but "
                            + line.toString(StandardCharsets.ISO_8859_1).strip()));
        } else if (line.readableBytes() < 4 || line.getByte(line.readerIndex() + 3) != '-') {
            proceed(channel);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        fail(channel, new IOException("the server closed the connection instead of " + awaited.code));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        fail(channel, new IOException("no " + awaited.code + ": " + cause, cause));
    }

    private boolean isWished(ByteBuf line) {
        for (int i = 0; i < awaited.code.length(); i++) {
            if (i >= line.readableBytes() || line.getByte(line.readerIndex() + i) != awaited.code.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void proceed(ChannelHandlerContext channel) {
        switch (awaited) {
            case GREETING -> say(channel, EHLO, Awaited.EHLO);
            case EHLO -> sayEnvelope(channel);
            case ENVELOPE -> {
                envelopeReplies--;
                awaited = envelopeReplies == 0 ? Awaited.DATA : Awaited.ENVELOPE;
            }
            case DATA -> sayContent(channel);
            case FINAL -> {
                client.taken(System.nanoTime() - contentSent);
                left--;
                if (left > 0 && client.hasMore()) {
                    sayEnvelope(channel);
                } else {
                    say(channel, QUIT, Awaited.QUIT);
                }
            }
            case QUIT, NOTHING -> end(channel);
        }
    }

    private void sayEnvelope(ChannelHandlerContext channel) {
        envelopeReplies = 1 + client.message().recipients();
        say(channel, Unpooled.wrappedBuffer(client.message().envelope()), Awaited.ENVELOPE);
    }

    private void sayContent(ChannelHandlerContext channel) {
        awaited = Awaited.FINAL;
        channel.writeAndFlush(Unpooled.wrappedBuffer(client.message().content()))
                .addListener(sent -> contentSent = System.nanoTime());
    }

    private void say(ChannelHandlerContext channel, ByteBuf command, Awaited next) {
        awaited = next;
        channel.writeAndFlush(command.retainedDuplicate()).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** Whatever comes of QUIT, what was taken stays taken. */
    private void fail(ChannelHandlerContext channel, IOException cause) {
        if (awaited != Awaited.QUIT && awaited != Awaited.NOTHING) {
            client.refused(cause);
        }
        end(channel);
    }

    private void end(ChannelHandlerContext channel) {
        if (awaited != Awaited.NOTHING) {
            awaited = Awaited.NOTHING;
            channel.close().addListener((ChannelFutureListener) closed -> client.connect());
        }
    }

    private static ByteBuf constant(String command) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(command.getBytes(StandardCharsets.US_ASCII))
                .asReadOnly());
    }
}
