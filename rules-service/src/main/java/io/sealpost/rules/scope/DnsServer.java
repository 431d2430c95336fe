package io.sealpost.rules.scope;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** A DNS server in a setting: its address, IPv6 in brackets, and its port. */
public final class DnsServer implements Converter<InetSocketAddress> {

    private static final long serialVersionUID = 1L;
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[0-9.]+):(\\d{1,5})");

    @Override
    public InetSocketAddress convert(String value) {
        Matcher parts = FORM.matcher(value.strip());
        String host = parts.matches() ? parts.group(1).replaceAll("[\\[\\]]", "") : "";
        int port = host.isEmpty() ? 0 : Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535 || NetUtil.createByteArrayFromIpAddressString(host) == null) {
            throw new IllegalArgumentException(
                    "must be the address and port of a DNS server, such as 192.0.2.53:53 or [2001:db8::53]:53");
        }
        return new InetSocketAddress(host, port);
    }
}
