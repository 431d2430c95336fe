package io.sealpost.relay.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sealpost.relay.wire.ProxyHeader;
import io.sealpost.relay.wire.ProxyHeaderParser;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Takes the PROXY header off a connection, in front of everything else that it brings: TLS begins behind it. Then it
 * leaves the pipeline. For one connection.
 */
final class ProxyHeaderReader extends ChannelInboundHandlerAdapter {
    private final Consumer<ProxyHeader> found;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    /** @param found told once, on the event loop, before any further octet is passed on */
    ProxyHeaderReader(Consumer<ProxyHeader> found) {
        this.found = found;
    }

    /** Whether octets have come that are no whole header yet. */
    boolean isMidHeader() {
        return held.size() > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        ByteBuf octets = (ByteBuf) message;
        try {
            held.writeBytes(ByteBufUtil.getBytes(octets));
        } finally {
            octets.release();
        }
        ByteBuffer in = ByteBuffer.wrap(held.toByteArray());
        ProxyHeader header = ProxyHeaderParser.parse(in);
        if (header instanceof ProxyHeader.Incomplete) {
            return;
        }
        held.reset();
        channel.pipeline().remove(this);
        found.accept(header);
        if (in.hasRemaining() && !(header instanceof ProxyHeader.Malformed)) {
            channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(in));
        }
    }
}
