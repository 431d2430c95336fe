package io.sealpost.rules.scope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundHostTest {

    @ParameterizedTest
    @CsvSource({
        "mail.sender.example, mail.sender.example:25",
        "MAIL.sender.example:2525, mail.sender.example:2525",
        "127.0.0.1:2526, 127.0.0.1:2526",
        "[::0:1]:2526, [::1]:2526",
        "localhost, localhost:25"
    })
    void addsThePortOfSmtp(String text, String canonical) {
        assertThat(InboundHost.parse(text))
                .hasValueSatisfying(host -> assertThat(host).hasToString(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":25", "mail.example:", "mail.example:0", "mail.example:65536", "::1", "[mail]:25", "a b"})
    void refusesWhatIsNoServer(String text) {
        assertThat(InboundHost.parse(text)).isEmpty();
    }
}
