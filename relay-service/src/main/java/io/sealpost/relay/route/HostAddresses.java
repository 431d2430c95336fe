package io.sealpost.relay.route;

import java.net.InetAddress;

/**
 * The addresses of one host as DNS gave them.
 *
 * @param host its name
 * @param v4 of its A records
 * @param v6 of its AAAA records
 */
record HostAddresses(String host, Answer<InetAddress> v4, Answer<InetAddress> v6) {}
