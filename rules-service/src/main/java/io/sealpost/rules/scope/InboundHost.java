package io.sealpost.rules.scope;

import io.netty.util.NetUtil;
import io.sealpost.rules.tenant.DomainName;
import io.sealpost.rules.tenant.Network;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server that takes a domain's own mail: a name or an address, IPv6 in brackets, and a port. */
record InboundHost(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final int SMTP = 25;

    static Optional<InboundHost> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(2) == null ? SMTP : Integer.parseInt(parts.group(2));
        return port < 1 || port > 65_535
                ? Optional.empty()
                : canonical(parts.group(1)).map(host -> new InboundHost(host, port));
    }

    private static Optional<String> canonical(String host) {
        if (NetUtil.isValidIpV4Address(host)) {
            return Optional.of(host);
        }
        if (host.startsWith("[")) {
            return Network.parseAddress(host.substring(1, host.length() - 1)).map(address -> "[" + address + "]");
        }
        return DomainName.parse(host).map(DomainName::ascii);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
