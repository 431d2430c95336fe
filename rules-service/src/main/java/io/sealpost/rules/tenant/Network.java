package io.sealpost.rules.tenant;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 prefix in canonical form: RFC 4632 §3.1, RFC 5952 §4. Never that of a whole address family.
 *
 * @param address the first address of the network, as text
 */
public record Network(String address, int length) {

    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]+)(?:/(\\d{1,3}))?");

    /** The network, or empty where it is none, has bits set behind its prefix, or is /0. */
    public static Optional<Network> parse(String text) {
        Matcher parts = FORM.matcher(text);
        byte[] address = parts.matches() ? NetUtil.createByteArrayFromIpAddressString(parts.group(1)) : null;
        if (address == null) {
            return Optional.empty();
        }
        int bits = address.length * 8;
        int length = parts.group(2) == null ? bits : Integer.parseInt(parts.group(2));
        if (length < 1 || length > bits || hasBitsBehind(address, length)) {
            return Optional.empty();
        }
        return canonical(address).map(canonical -> new Network(canonical, length));
    }

    /** A single address in canonical form, or empty where it is none. */
    public static Optional<String> parseAddress(String text) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(text);
        return address == null ? Optional.empty() : canonical(address);
    }

    /** Empty for an IPv4-mapped IPv6 address, which has a form of its own. */
    private static Optional<String> canonical(byte[] address) {
        try {
            InetAddress parsed = InetAddress.getByAddress(address);
            return parsed.getAddress().length == address.length
                    ? Optional.of(NetUtil.toAddressString(parsed))
                    : Optional.empty();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 bytes are an address", impossible);
        }
    }

    /** Whether it holds more addresses than one site has: above /24 (IPv4) or /48 (IPv6, RFC 6177 §2). */
    public boolean isWide() {
        return length < (address.indexOf(':') < 0 ? 24 : 48);
    }

    private static boolean hasBitsBehind(byte[] address, int length) {
        for (int bit = length; bit < address.length * 8; bit++) {
            if ((address[bit / 8] & (0x80 >> (bit % 8))) != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
