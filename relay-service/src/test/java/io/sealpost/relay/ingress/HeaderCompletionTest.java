package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.spool.QueueId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderCompletionTest {
    private static final QueueId ID = new QueueId("0ABCDEFGH1234");
    private static final String DATE = "Date: Sun, 1 Mar 2026 07:05:09 +0000\r\n";
    private static final String MESSAGE_ID = "Message-ID: <0ABCDEFGH1234@relay.example>\r\n";

    private final HeaderCompletion completion =
            new HeaderCompletion("relay.example", Clock.fixed(Instant.parse("2026-03-01T07:05:09Z"), ZoneOffset.UTC));

    @Test
    void addsWhatIsMissing() {
        assertThat(completed("From: a@x.example\r\n\r\n")).isEqualTo(DATE + MESSAGE_ID + "From: a@x.example\r\n\r\n");
        assertThat(completed("date: yesterday\r\n\r\n")).isEqualTo(MESSAGE_ID + "date: yesterday\r\n\r\n");
        assertThat(completed("Message-Id : x\r\n\r\n")).isEqualTo(DATE + "Message-Id : x\r\n\r\n");
    }

    @Test
    void namesTheMessageByWhatItAdded() {
        assertThat(completion.of(header("\r\n"), ID).messageId()).contains("<0ABCDEFGH1234@relay.example>");
    }

    @Test
    void keepsTraceFieldsTogetherAtTheTop() {
        assertThat(completed("Received: a\r\n b\r\nReceived: c\r\nFrom: x\r\nReceived: d\r\n\r\n"))
                .isEqualTo(
                        "Received: a\r\n b\r\nReceived: c\r\n" + DATE + MESSAGE_ID + "From: x\r\nReceived: d\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "no field at all\r\n", "Subject: without an end"})
    void goesInFrontOfWhateverThereIs(String header) {
        assertThat(completed(header)).isEqualTo(DATE + MESSAGE_ID + header);
    }

    @Test
    void endsALineBeforeItAddsOthers() {
        assertThat(completed("Received: a")).isEqualTo("Received: a\r\n" + DATE + MESSAGE_ID);
    }

    @Test
    void removesBlindCopiesAndReturnPathsAndTouchesNothingElse() {
        String kept = "DATE:  x \r\nMESSAGE-ID: y\r\nX-Bcc: z\r\nTo: \tb\r\n\t c\r\nnonsense\r\nS\u00fc: \u00ff\r\n";

        assertThat(completed("Return-Path: <a@x.example>\r\n" + kept + "bCC: d@x.example,\r\n\te@x.example\r\n"
                        + "Resent-Bcc \t: f\r\nBcc:\r\n\r\n"))
                .isEqualTo(kept + "\r\n");
    }

    private String completed(String text) {
        return new String(completion.of(header(text), ID).octets(), StandardCharsets.ISO_8859_1);
    }

    private static HeaderBlock header(String text) {
        return HeaderBlock.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
