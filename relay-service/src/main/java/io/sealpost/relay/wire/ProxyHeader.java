package io.sealpost.relay.wire;

import java.net.InetAddress;

/** What a proxy has said of the client behind it, in front of everything else on the connection. */
public sealed interface ProxyHeader {
    /** There is more to come. */
    record Incomplete() implements ProxyHeader {}

    /** The proxy speaks for itself, as in a health check. */
    record Local() implements ProxyHeader {}

    /** It speaks for the client at that address. */
    record Proxied(InetAddress client) implements ProxyHeader {}

    /**
     * No header, or a wrong one.
     *
     * @param reason what is wrong; holds nothing of what came
     */
    record Malformed(String reason) implements ProxyHeader {}
}
