package io.sealpost.relay.route;

import io.sealpost.relay.policy.Tlsa;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * One address to try.
 *
 * @param host the name that was looked up: the name in evidence
 * @param address the resolved address and port
 * @param tlsa what DNS says of the host's keys
 */
public record Target(String host, InetSocketAddress address, Tlsa tlsa) {
    private static final Tlsa NOT_ASKED =
            new Tlsa.None("no TLSA record is looked up for a host that the relay's operator named");

    public Target {
        Objects.requireNonNull(host);
        Objects.requireNonNull(address);
        Objects.requireNonNull(tlsa);
    }

    /** Of a host that no MX record named. */
    public Target(String host, InetSocketAddress address) {
        this(host, address, NOT_ASKED);
    }

    /** For SNI: the TLSA base domain (RFC 7672 §3.2), else the name that was looked up. */
    public String serverName() {
        return tlsa.match(Tlsa.Usable::baseDomain, Tlsa.Unusable::baseDomain, none -> host, unknown -> host);
    }
}
