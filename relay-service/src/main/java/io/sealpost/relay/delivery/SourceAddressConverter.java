package io.sealpost.relay.delivery;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/** Reads an IP address from the configuration; no name is looked up. */
public final class SourceAddressConverter implements Converter<InetAddress> {
    private static final long serialVersionUID = 1L;

    @Override
    public InetAddress convert(String value) {
        @Nullable InetAddress address = NetUtil.createInetAddressFromIpAddressString(value.strip());
        if (address == null) {
            throw new IllegalArgumentException(
                    "must be an IP address of this machine, such as 192.0.2.1 or 2001:db8::1; or one of each family,"
                            + " between commas");
        }
        return address;
    }
}
