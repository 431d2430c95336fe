package io.sealpost.local.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedMessageTest {
    private static final String TRACE = "Received: from here\r\n\tby there; Tue, 24 Nov 2026 08:15:58 +0000\r\n";

    @ParameterizedTest
    @ValueSource(ints = {500, 10_240, 100_000})
    void hasTheSizeAndIsKnownByItsNumberBehindTraceFields(int size) throws DamagedMessage {
        byte[] message = new NumberedMessage(size).of(4_711, "alice@sender.example");

        assertThat(message.length).isBetween(size - 8, size);
        assertThat(new String(message, US_ASCII)).endsWith("\r\n");
        assertThat(NumberedMessage.numberOf(message)).isEqualTo(4_711);
        assertThat(NumberedMessage.numberOf(withTrace(message))).isEqualTo(4_711);
    }

    @Test
    void isAnotherForEachNumber() {
        NumberedMessage messages = new NumberedMessage(1_000);

        assertThat(body(messages.of(1, "a@b.example"))).isNotEqualTo(body(messages.of(2, "a@b.example")));
    }

    @Test
    void isDamagedWhereOneOctetDiffers() {
        byte[] message = message();
        message[message.length / 2] ^= 1;

        assertThatThrownBy(() -> NumberedMessage.numberOf(message))
                .isInstanceOf(DamagedMessage.class)
                .hasMessage("message 7 has another content than was sent");
    }

    @Test
    void isDamagedWhereItsEndIsMissing() {
        byte[] message = Arrays.copyOf(message(), 900);

        assertThatThrownBy(() -> NumberedMessage.numberOf(message))
                .isInstanceOf(DamagedMessage.class)
                .hasMessageMatching("message 7 has 8\\d\\d octets in place of 9\\d\\d");
    }

    @Test
    void isDamagedWithoutItsNumber() {
        byte[] message = "Subject: x\r\n\r\ny\r\n".getBytes(US_ASCII);

        assertThatThrownBy(() -> NumberedMessage.numberOf(message))
                .isInstanceOf(DamagedMessage.class)
                .hasMessageContaining("has no number");
    }

    private static byte[] message() {
        return new NumberedMessage(1_000).of(7, "alice@sender.example");
    }

    private static String body(byte[] message) {
        String text = new String(message, US_ASCII);
        return text.substring(text.indexOf("\r\n\r\n"));
    }

    private static byte[] withTrace(byte[] message) {
        return (TRACE + new String(message, US_ASCII)).getBytes(US_ASCII);
    }
}
