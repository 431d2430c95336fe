package io.sealpost.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the demo shows must be able to fail. */
class ObservationTest {
    @Test
    void greetingsAndFarewellsBetrayNothing() {
        ClearSpeech speech =
                new ClearSpeech("EHLO relay.example\r\nhelo relay.example\r\nSTARTTLS\r\nRSET\r\nNOOP\r\nQUIT\r\n");

        assertThat(speech.betrayals()).isEmpty();
        assertThat(speech.leaked(SampleMessage.secrets())).isEmpty();
    }

    @Test
    void anEnvelopeInClearIsABetrayal() {
        ClearSpeech speech = new ClearSpeech("EHLO r\r\nMAIL FROM:<ALICE@sender.example>\r\nEHLOX\r\n");

        assertThat(speech.betrayals()).containsExactly("MAIL FROM:<ALICE@sender.example>", "EHLOX");
        assertThat(speech.leaked(List.of("alice@sender.example", "bob"))).containsExactly("alice@sender.example");
    }

    @Test
    void aCopyIsTheSentBytesBehindATrace() {
        String sent = SampleMessage.now().content();
        String trace = "Received: from a by b\r\n\twith ESMTPS; today\r\nReceived: from c\r\n";

        assertThat(Copy.trace(trace + sent, sent)).contains(trace);
    }

    @Test
    void anAlteredMessageIsNoCopy() {
        String sent = SampleMessage.now().content();
        String trace = "Received: from a by b\r\n";

        assertThat(Copy.trace(trace + sent.replace("  \r\n", "\r\n"), sent)).isEmpty();
        assertThat(Copy.trace(trace + "X-Scanned: yes\r\n" + sent, sent)).isEmpty();
        assertThat(Copy.trace(sent, sent)).isEmpty();
        assertThat(Copy.trace(trace + sent + "\r\n", sent)).isEmpty();
    }

    @Test
    void readsTheRecipientsAndStatusesOfAReport() {
        Report report = new Report("""
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary=b

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; relay.example

                Final-Recipient: rfc822; Carol@partner.example
                Action: failed
                Status: 5.7.10
                """.replace("\n", "\r\n"));

        assertThat(report.isMultipartReport()).isTrue();
        assertThat(report.recipients()).containsExactly("carol@partner.example");
        assertThat(report.statuses()).containsExactly("5.7.10");
    }

    @Test
    void countsWhatWasNotSeen() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Observations seen = new Observations(new PrintStream(out, true, StandardCharsets.UTF_8));

        seen.check("the sky is blue", true);
        seen.check("the earth is flat", false);
        seen.quote("a\u001b[31mred");

        assertThat(seen.missing()).containsExactly("the earth is flat");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("[ok] the sky is blue")
                .contains("[NOT SEEN] the earth is flat")
                .contains("a?[31mred");
    }
}
