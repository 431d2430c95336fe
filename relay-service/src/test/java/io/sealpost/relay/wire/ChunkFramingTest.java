package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChunkFramingTest {
    private final ChunkFraming framing = new ChunkFraming();

    @Test
    void sendsEachChunkWhenItIsKnownWhetherItIsTheLast() {
        assertThat(encode("abc")).isEmpty();
        assertThat(encode(".\r\nd")).isEqualTo("BDAT 3\r\nabc");
        assertThat(end()).isEqualTo("BDAT 4 LAST\r\n.\r\nd");
    }

    @Test
    void sendsAMessageOfOneChunkAtOnce() {
        encode("abc\r\n");
        assertThat(end()).isEqualTo("BDAT 5 LAST\r\nabc\r\n");
    }

    @Test
    void endsAMessageWithoutContent() {
        assertThat(end()).isEqualTo("BDAT 0 LAST\r\n");
    }

    private String encode(String chunk) {
        return text(framing.encode(chunk.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private String end() {
        return text(framing.end());
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
