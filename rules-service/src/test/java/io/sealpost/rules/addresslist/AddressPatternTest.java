package io.sealpost.rules.addresslist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {

    @ParameterizedTest
    @CsvSource({
        "*, *",
        "Bank.Example., bank.example",
        "*.Bank.Example, *.bank.example",
        "*.bücher.example, *.xn--bcher-kva.example",
        "CFO@Bank.Example, CFO@bank.example",
        "' bank.example ', bank.example",
        "list:banks, list:banks",
        "/.*@Bank[.]example/, /.*@Bank[.]example/"
    })
    void bringsAPatternToItsCanonicalForm(String text, String canonical) {
        assertThat(AddressPattern.parse(text)).contains(new AddressPattern(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.",
                "**",
                "*bank.example",
                "*.*.example",
                "bank.*",
                "*@bank.example",
                "cfo@*.bank.example",
                "cfo@*",
                "list:",
                "list:Banks",
                "list:a/b",
                "//",
                "/[/",
                "bank.example, other.example",
                "<cfo@bank.example>"
            })
    void refusesWhatIsNoPattern(String text) {
        assertThat(AddressPattern.parse(text)).isEmpty();
    }

    @Test
    void letsOnListsNeitherAllNorExpressionsNorOtherLists() {
        assertThat(AddressPattern.entry("*.bank.example")).isPresent();
        assertThat(AddressPattern.entry("*")).isEmpty();
        assertThat(AddressPattern.entry("list:banks")).isEmpty();
        assertThat(AddressPattern.entry("/.*@bank[.]example/")).isEmpty();
    }
}
