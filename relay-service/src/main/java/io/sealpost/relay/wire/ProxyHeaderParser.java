package io.sealpost.relay.wire;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header of the PROXY protocol, version 1 (a line of text) or 2 (binary), as HAProxy's specification
 * "The PROXY protocol" §2 has them. Strict and bounded: whatever is not one is told at its first wrong octet.
 */
public final class ProxyHeaderParser {
    /** The longest header that is read, with its extensions (TLVs), which are passed over. */
    public static final int MAX_OCTETS = 4096;

    private static final byte[] V1_START = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] V2_START = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int V1_LONGEST = 107;
    private static final int V2_FIXED = 16;
    private static final String PORT = "(?:0|[1-9][0-9]{0,4})";
    private static final Pattern V1 =
            Pattern.compile("PROXY (TCP[46]) ([0-9a-fA-F:.]+) ([0-9a-fA-F:.]+) (" + PORT + ") (" + PORT + ")");

    private ProxyHeaderParser() {}

    /** The header at the position of the buffer; consumes it, and no more, once it is complete. */
    public static ProxyHeader parse(ByteBuffer in) {
        if (startsLike(V1_START, in)) {
            return in.remaining() < V1_START.length ? new ProxyHeader.Incomplete() : parseText(in);
        }
        if (startsLike(V2_START, in)) {
            return in.remaining() < V2_FIXED ? new ProxyHeader.Incomplete() : parseBinary(in);
        }
        return new ProxyHeader.Malformed("it does not begin as a PROXY header does");
    }

    private static boolean startsLike(byte[] start, ByteBuffer in) {
        int length = Math.min(start.length, in.remaining());
        return ByteBuffer.wrap(start, 0, length).equals(in.slice(in.position(), length));
    }

    private static ProxyHeader parseText(ByteBuffer in) {
        int end = in.position();
        while (end < in.limit() && in.get(end) != '\n') {
            end++;
        }
        int length = end + 1 - in.position();
        if (length > V1_LONGEST) {
            return new ProxyHeader.Malformed("its line has more than " + V1_LONGEST + " octets");
        }
        if (end == in.limit()) {
            return new ProxyHeader.Incomplete();
        }
        byte[] octets = new byte[length];
        in.get(octets);
        String line = new String(octets, StandardCharsets.ISO_8859_1);
        return line.endsWith("\r\n")
                ? ofLine(line.substring(0, line.length() - 2))
                : new ProxyHeader.Malformed("its line does not end with CR LF");
    }

    private static ProxyHeader ofLine(String line) {
        if (line.equals("PROXY UNKNOWN") || line.startsWith("PROXY UNKNOWN ")) {
            return new ProxyHeader.Local();
        }
        Matcher parts = V1.matcher(line);
        if (!parts.matches() || !isPort(parts.group(4)) || !isPort(parts.group(5))) {
            return new ProxyHeader.Malformed("its line is not: PROXY TCP4 or TCP6, two addresses, two ports");
        }
        int octets = parts.group(1).equals("TCP4") ? 4 : 16;
        Optional<byte[]> client = literal(parts.group(2), octets);
        return client.isPresent() && literal(parts.group(3), octets).isPresent()
                ? proxied(client.get())
                : new ProxyHeader.Malformed("an address in it is none of its family");
    }

    private static boolean isPort(String text) {
        return Integer.parseInt(text) <= 0xFFFF;
    }

    private static Optional<byte[]> literal(String text, int octets) {
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
                .filter(address -> address.length == octets);
    }

    private static ProxyHeader parseBinary(ByteBuffer in) {
        int start = in.position();
        int versionAndCommand = in.get(start + 12) & 0xFF;
        int length = in.getShort(start + 14) & 0xFFFF;
        if (versionAndCommand != 0x20 && versionAndCommand != 0x21) {
            return new ProxyHeader.Malformed("its version or command is not known");
        }
        if (V2_FIXED + length > MAX_OCTETS) {
            return new ProxyHeader.Malformed("it has more than " + MAX_OCTETS + " octets");
        }
        if (in.remaining() < V2_FIXED + length) {
            return new ProxyHeader.Incomplete();
        }
        int family = in.get(start + 13) & 0xFF;
        byte[] addresses = new byte[length];
        in.position(start + V2_FIXED).get(addresses);
        return versionAndCommand == 0x20 ? new ProxyHeader.Local() : ofAddresses(family, addresses);
    }

    private static ProxyHeader ofAddresses(int family, byte[] addresses) {
        int octets = switch (family) {
            case 0x11 -> 4;
            case 0x21 -> 16;
            default -> 0;
        };
        if (octets == 0) {
            return new ProxyHeader.Malformed("its client speaks neither TCP over IPv4 nor over IPv6");
        }
        // Two addresses, two ports.
        if (addresses.length < 2 * octets + 4) {
            return new ProxyHeader.Malformed("its addresses are cut short");
        }
        return proxied(Arrays.copyOf(addresses, octets));
    }

    private static ProxyHeader proxied(byte[] address) {
        try {
            return new ProxyHeader.Proxied(InetAddress.getByAddress(address));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addresses have 4 or 16 octets", e);
        }
    }
}
