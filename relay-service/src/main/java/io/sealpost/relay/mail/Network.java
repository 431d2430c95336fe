package io.sealpost.relay.mail;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 prefix.
 *
 * @param width bits of an address: 32 or 128
 * @param length bits of the prefix
 * @param bits the prefix, without the bits of the host
 */
public record Network(int width, int length, BigInteger bits) {
    /** An address literal: nothing that could be looked up in DNS. */
    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** @throws IllegalArgumentException if the text is no prefix, or has bits behind its length */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !LITERAL.matcher(text.substring(0, slash)).matches()) {
            throw new IllegalArgumentException("not a network: \"" + text + "\"");
        }
        try {
            InetAddress address = InetAddress.getByName(text.substring(0, slash));
            int length = Integer.parseInt(text.substring(slash + 1));
            if (length < 0 || length > address.getAddress().length * Byte.SIZE) {
                throw new IllegalArgumentException("no such prefix length: \"" + text + "\"");
            }
            return containing(address, length);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("not a network: \"" + text + "\"", e);
        }
    }

    /** Whether the address lies in it; one of the other family never does. */
    public boolean contains(InetAddress address) {
        return address.getAddress().length * Byte.SIZE == width
                && containing(address, length).equals(this);
    }

    /** The network of that prefix length, in bits, in which the address lies. */
    public static Network containing(InetAddress address, int length) {
        byte[] octets = address.getAddress();
        int width = octets.length * Byte.SIZE;
        return new Network(width, length, new BigInteger(1, octets).shiftRight(width - length));
    }
}
