package io.sealpost.relay.route;

import io.netty.util.NetUtil;
import io.sealpost.relay.mail.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** Reads {@code ADDRESS:PORT} from the configuration, where a name would have to be asked for first. */
public final class SocketAddressConverter implements Converter<InetSocketAddress> {
    private static final long serialVersionUID = 1L;
    private static final String RIGHT =
            "must be ADDRESS:PORT with an IP address, such as 192.0.2.1:25 or [2001:db8::1]:25";

    @Override
    public InetSocketAddress convert(String value) {
        HostPort written;
        try {
            written = HostPort.parse(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RIGHT, e);
        }
        @Nullable InetAddress address = NetUtil.createInetAddressFromIpAddressString(written.host());
        if (address == null) {
            throw new IllegalArgumentException(RIGHT);
        }
        return new InetSocketAddress(address, written.port());
    }
}
