package io.sealpost.relay.route;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Whom the relay asks and believes about names.
 *
 * @param servers to ask; empty for those of the system
 * @param anchors of an operator's own; empty for those of the public root
 */
public record DnsSettings(List<InetSocketAddress> servers, Optional<TrustAnchors> anchors) {
    public DnsSettings {
        servers = List.copyOf(servers);
    }
}
