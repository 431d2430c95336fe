package io.sealpost.relay.route;

import java.net.InetSocketAddress;

/**
 * One address to try.
 *
 * @param host the name that was looked up: SNI and the name in evidence
 * @param address the resolved address and port
 */
public record Target(String host, InetSocketAddress address) {}
