package io.sealpost.platform.load;

import static io.netty.channel.ChannelFutureListener.CLOSE;
import static io.netty.channel.ChannelFutureListener.CLOSE_ON_FAILURE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * The server's side of one connection with a {@link MailSink}. What is said goes out together, when the client has nothing
 * more to be read.
 */
final class SinkSession extends ByteToMessageDecoder {
    private static final String EHLO = "250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SIZE 104857600\r\n";
    private static final int LONGEST_LINE = 4 * 1024;
    private static final int TIMEOUT_SECONDS = 60;

    private final SSLContext tls;
    private final Duration finalReply;
    private final MailSink.Receiver receiver;
    private final List<String> recipients = new ArrayList<>();
    private Optional<SinkMessage> message = Optional.empty();
    private boolean secured;
    /** The final reply is not yet due, and what the client says is not heard. */
    private boolean replying;

    SinkSession(SSLContext tls, Duration finalReply, MailSink.Receiver receiver) {
        this.tls = tls;
        this.finalReply = finalReply;
        this.receiver = receiver;
    }

    @Override
    public void channelActive(ChannelHandlerContext channel) {
        receiver.connected();
        say(channel, "220 sink.example ESMTP");
        channel.flush();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) throws Exception {
        super.channelReadComplete(channel);
        channel.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) throws Exception {
        receiver.disconnected();
        super.channelInactive(channel);
    }

    /**
     * The client went away, broke the rules, or its handshake failed: it has not heard 250 for what it did not bring to an end.
     * All else is a fault of this program, which Netty logs.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (!(root instanceof IOException) && !(root instanceof TooLongFrameException)) {
            channel.fireExceptionCaught(root);
        }
        hangUp(channel);
    }

    @Override
    protected void decode(ChannelHandlerContext channel, ByteBuf in, List<Object> out) {
        if (replying) {
            return;
        }
        if (message.isPresent()) {
            if (message.get().takeFrom(in)) {
                received(channel, message.get());
            }
            return;
        }
        int length = in.bytesBefore((byte) '\n');
        if (length > LONGEST_LINE || (length < 0 && in.readableBytes() > LONGEST_LINE)) {
            throw new TooLongFrameException("endless line");
        }
        if (length >= 0) {
            obey(
                    channel,
                    in.readCharSequence(length + 1, StandardCharsets.ISO_8859_1)
                            .toString()
                            .stripTrailing());
        }
    }

    private void obey(ChannelHandlerContext channel, String line) {
        switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> say(channel, EHLO + (secured ? "250 ENHANCEDSTATUSCODES" : "250 STARTTLS"));
            case "STARTTLS" -> startTls(channel);
            case "MAIL" -> say(channel, secured ? "250 2.1.0 Ok" : "530 5.7.0 Must issue a STARTTLS command first");
            case "RCPT" -> {
                recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
                say(channel, "250 2.1.5 Ok");
            }
            case "DATA" -> data(channel);
            case "NOOP" -> say(channel, "250 2.0.0 Ok");
            case "RSET" -> {
                recipients.clear();
                say(channel, "250 2.0.0 Ok");
            }
            case "QUIT" -> {
                say(channel, "221 2.0.0 Bye");
                hangUp(channel);
            }
            default -> say(channel, "500 5.5.1 Unknown command");
        }
    }

    private void startTls(ChannelHandlerContext channel) {
        say(channel, "220 2.0.0 Go ahead");
        channel.flush();
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        SslHandler handler = new SslHandler(engine);
        // Many connections may begin at once, and all have one thread.
        handler.setHandshakeTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        long begun = System.currentTimeMillis();
        handler.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                secured = true;
                // A session that is resumed keeps the time at which its keys were agreed on.
                receiver.secured(engine.getSession().getCreationTime() < begun);
            }
        });
        channel.pipeline().addFirst(handler);
    }

    private void data(ChannelHandlerContext channel) {
        if (!secured || recipients.isEmpty()) {
            say(channel, "503 5.5.1 Bad sequence of commands");
            return;
        }
        say(channel, "354 Go ahead");
        message = Optional.of(new SinkMessage());
    }

    private void received(ChannelHandlerContext channel, SinkMessage whole) {
        receiver.received(List.copyOf(recipients), whole.content());
        recipients.clear();
        message = Optional.empty();
        if (finalReply.isZero()) {
            say(channel, "250 2.0.0 Taken");
            return;
        }
        replying = true;
        channel.executor()
                .schedule(() -> reply(channel), finalReply.toMillis(), TimeUnit.MILLISECONDS)
                .addListener(replied -> {
                    if (!replied.isSuccess()) {
                        hangUp(channel);
                    }
                });
    }

    /** And hears what the client has said meanwhile. */
    private boolean reply(ChannelHandlerContext channel) throws Exception {
        replying = false;
        say(channel, "250 2.0.0 Taken");
        channelRead(channel, Unpooled.EMPTY_BUFFER);
        channel.flush();
        return replying;
    }

    private static void say(ChannelHandlerContext channel, String reply) {
        channel.write(ByteBufUtil.writeAscii(channel.alloc(), reply + "\r\n")).addListener(CLOSE_ON_FAILURE);
    }

    private static void hangUp(ChannelHandlerContext channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(CLOSE);
    }
}
