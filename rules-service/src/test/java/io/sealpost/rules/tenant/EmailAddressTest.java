package io.sealpost.rules.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "cfo@Bank.Example | cfo@bank.example",
                "CFO@bank.example | CFO@bank.example",
                "\"cfo\"@bank.example | cfo@bank.example",
                "\"c\\fo\"@bank.example | cfo@bank.example",
                "\"the cfo\"@bank.example | \"the cfo\"@bank.example",
                "\"a@b\"@bank.example | \"a@b\"@bank.example",
                "\"a\\\"b\"@bank.example | \"a\\\"b\"@bank.example",
                "Zoe\u0308@bank.example | Zo\u00eb@bank.example",
                "a.b+c@bücher.example | a.b+c@xn--bcher-kva.example"
            })
    void bringsAnAddressToItsCanonicalForm(String text, String canonical) {
        assertThat(EmailAddress.parse(text))
                .hasValueSatisfying(address -> assertThat(address).hasToString(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cfo",
                "@bank.example",
                "cfo@",
                "cfo@bank..example",
                ".cfo@bank.example",
                "cfo.@bank.example",
                "c fo@bank.example",
                "c\nfo@bank.example",
                "\"cfo@bank.example",
                "\"c\"fo\"@bank.example",
                "a@b@bank.example",
                "\"\"@bank.example",
                "cfo@[192.0.2.1]"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false"})
    void boundsTheLocalPart(int length, boolean allowed) {
        assertThat(EmailAddress.parse("x".repeat(length) + "@bank.example").isPresent())
                .isEqualTo(allowed);
    }
}
