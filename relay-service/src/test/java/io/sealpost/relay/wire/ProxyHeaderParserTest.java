package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderParserTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String TCP4 = "c0000219 0a000001 1f90 0019";
    private static final String TCP6 =
            "20010db8000000000000000000000019" + "20010db8000000000000000000000001" + "1f900019";

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.25 10.0.0.1 56324 25, 192.0.2.25",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 0, 255.255.255.255",
        "PROXY TCP6 2001:db8::19 2001:db8::1 56324 25, 2001:db8::19",
        "PROXY TCP6 ffff:f:f:f:f:f:f:ffff ffff:f:f:f:f:f:f:ffff 65535 65535, ffff:f:f:f:f:f:f:ffff",
        "PROXY TCP6 ::ffff:192.0.2.25 2001:db8::1 1 2, 192.0.2.25",
    })
    void readsTheClientOfALine(String line, String client) {
        assertThat(parse(text(line + "\r\n"))).isEqualTo(proxied(client));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN", "PROXY UNKNOWN 192.0.2.25 10.0.0.1 1 2", "PROXY UNKNOWN what ever"})
    void takesUnknownForTheProxyItself(String line) {
        assertThat(parse(text(line + "\r\n"))).isEqualTo(new ProxyHeader.Local());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO x\r\n",
                "proxy TCP4 192.0.2.25 10.0.0.1 1 2\r\n",
                "PROXY  TCP4 192.0.2.25 10.0.0.1 1 2\r\n",
                "PROXY TCP4 192.0.2.25 10.0.0.1 1 2\n",
                "PROXY TCP4 192.0.2.25 10.0.0.1 1\r\n",
                "PROXY TCP4 192.0.2.25 10.0.0.1 1 2 \r\n",
                "PROXY TCP4 192.0.2.25 10.0.0.1 1 2 3\r\n",
                "PROXY TCP4 192.0.2.256 10.0.0.1 1 2\r\n",
                "PROXY TCP4 192.0.2.25 10.0.0.1 1 65536\r\n",
                "PROXY TCP4 192.0.2.25 10.0.0.1 01 2\r\n",
                "PROXY TCP4 2001:db8::19 2001:db8::1 1 2\r\n",
                "PROXY TCP6 192.0.2.25 10.0.0.1 1 2\r\n",
                "PROXY TCP6 2001:db8::19 10.0.0.1 1 2\r\n",
                "PROXY TCP4 localhost 10.0.0.1 1 2\r\n",
                "PROXY UDP4 192.0.2.25 10.0.0.1 1 2\r\n",
                "PROXY UNKNOWNS\r\n",
                "PROXY \r\n",
            })
    void refusesEveryOtherLine(String text) {
        assertThat(parse(text(text))).isInstanceOf(ProxyHeader.Malformed.class);
    }

    @Test
    void refusesALineThatDoesNotEnd() {
        assertThat(parse(text("PROXY UNKNOWN " + "x".repeat(92)))).isInstanceOf(ProxyHeader.Incomplete.class);
        assertThat(parse(text("PROXY UNKNOWN " + "x".repeat(93)))).isInstanceOf(ProxyHeader.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "21 11 000c " + TCP4 + ", 192.0.2.25",
        "21 21 0024 " + TCP6 + ", 2001:db8::19",
        // with a TLV (PP2_TYPE_NOOP) behind the addresses
        "21 11 0010 " + TCP4 + "04000161, 192.0.2.25",
    })
    void readsTheClientOfABinaryHeader(String hex, String client) {
        assertThat(parse(binary(hex))).isEqualTo(proxied(client));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20 00 0000", "20 11 000c " + TCP4, "20 00 0003 040000"})
    void takesLocalForTheProxyItself(String hex) {
        assertThat(parse(binary(hex))).isEqualTo(new ProxyHeader.Local());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11 11 000c " + TCP4, // version 1
                "22 11 000c " + TCP4, // no such command
                "21 00 0000", // unspecified family, and yet proxied
                "21 12 000c " + TCP4, // UDP
                "21 31 00d8", // a socket of Unix
                "21 11 000b c00002190a0000011f9000", // cut short
                "21 21 000c " + TCP4,
                "21 11 0ff1",
                "21 11 ffff",
            })
    void refusesEveryOtherBinaryHeader(String hex) {
        ByteBuffer padded = ByteBuffer.allocate(ProxyHeaderParser.MAX_OCTETS);
        padded.put(binary(hex)).rewind();

        assertThat(parse(padded)).isInstanceOf(ProxyHeader.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForTheLastOctetAndTakesNoneBeyondIt(boolean text) {
        ByteBuffer header = text ? text("PROXY TCP4 192.0.2.25 10.0.0.1 1 2\r\n") : binary("21 11 000c " + TCP4);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(header.array());
        int length = octets.size();
        octets.writeBytes("EHLO x\r\n".getBytes(StandardCharsets.US_ASCII));

        for (int i = 0; i < length; i++) {
            ByteBuffer part = ByteBuffer.wrap(octets.toByteArray(), 0, i);
            assertThat(parse(part)).isEqualTo(new ProxyHeader.Incomplete());
            assertThat(part.position()).isZero();
        }
        ByteBuffer all = ByteBuffer.wrap(octets.toByteArray());
        assertThat(parse(all)).isEqualTo(proxied("192.0.2.25"));
        assertThat(all.position()).isEqualTo(length);
    }

    private static ProxyHeader parse(ByteBuffer in) {
        return ProxyHeaderParser.parse(in);
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer binary(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(SIGNATURE + hex.replace(" ", "")));
    }

    private static ProxyHeader proxied(String client) {
        try {
            return new ProxyHeader.Proxied(InetAddress.getByName(client));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
