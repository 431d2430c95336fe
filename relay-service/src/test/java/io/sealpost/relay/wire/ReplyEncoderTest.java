package io.sealpost.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyEncoderTest {
    @Test
    void marksAllLinesButTheLast() {
        assertThat(encoded(new Reply(250, List.of("a", "b", "c")))).isEqualTo("250-a\r\n250-b\r\n250 c\r\n");
    }

    @Test
    void letsNoQuotedTextBeginAnotherReply() {
        assertThat(encoded(Reply.of(501, "wrong: x\r\n250 ok ä\0"))).isEqualTo("501 wrong: x??250 ok ??\r\n");
    }

    @Test
    void keepsLinesWithin512Octets() {
        assertThat(encoded(Reply.of(501, "x".repeat(1000)))).hasSize(512);
    }

    private static String encoded(Reply reply) {
        return new String(ReplyEncoder.encode(reply), StandardCharsets.US_ASCII);
    }
}
