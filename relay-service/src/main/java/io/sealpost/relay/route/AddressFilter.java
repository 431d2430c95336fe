package io.sealpost.relay.route;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Address;

/**
 * Tells addresses that a stranger's DNS may send us to from those that lie inside somebody's network: an MX record of
 * {@code 127.0.0.1} or {@code 10.1.2.3} would make the relay speak to machines that its owner never meant.
 *
 * <p>Not public: the special-purpose blocks of RFC 6890 that are not globally reachable, multicast, and the IPv6 forms
 * that wrap an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo). Documentation blocks pass: nothing answers there.
 */
final class AddressFilter {
    private static final List<Block> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/3",
                    "::/80",
                    "::ffff:0:0:0/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Block::parse)
            .toList();

    private AddressFilter() {}

    static boolean isPublic(InetAddress address) {
        return NOT_PUBLIC.stream().noneMatch(block -> block.contains(address.getAddress()));
    }

    /** The addresses that share their first bits. */
    private static final class Block {
        private final byte[] network;
        private final int bits;

        Block(byte[] network, int bits) {
            this.network = network;
            this.bits = bits;
        }

        static Block parse(String text) {
            String[] parts = text.split("/", 2);
            int family = parts[0].contains(":") ? Address.IPv6 : Address.IPv4;
            return new Block(Address.toByteArray(parts[0], family), Integer.parseInt(parts[1]));
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
