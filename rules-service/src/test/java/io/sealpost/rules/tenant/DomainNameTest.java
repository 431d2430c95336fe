package io.sealpost.rules.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

    @ParameterizedTest
    @CsvSource({
        "bank.example, bank.example",
        "Bank.EXAMPLE., bank.example",
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "xn--BCHER-kva.example, xn--bcher-kva.example",
        "銀行。example, xn--jn2ax2s.example",
        "mailhub, mailhub",
        "1and1.example, 1and1.example"
    })
    void bringsADomainToItsCanonicalForm(String text, String canonical) {
        assertThat(DomainName.parse(text))
                .hasValueSatisfying(name -> assertThat(name.ascii()).isEqualTo(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".example",
                "bank..example",
                "bank.example..",
                "-bank.example",
                "bank-.example",
                "ba nk.example",
                "bank_x.example",
                "192.0.2.1",
                "[192.0.2.1]",
                "*.bank.example",
                "straße.example",
                "φίλος.example",
                "bank.example\n",
                "\u0000"
            })
    void refusesWhatIsNoDomainOrCouldMeanTwo(String text) {
        assertThat(DomainName.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, false"})
    void boundsLabels(int length, boolean allowed) {
        assertThat(DomainName.parse("x".repeat(length) + ".example").isPresent())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"61, true", "62, false"})
    void boundsNames(int last, boolean allowed) {
        String label = "x".repeat(63) + ".";
        assertThat(DomainName.parse(label.repeat(3) + "y".repeat(last)).isPresent())
                .isEqualTo(allowed);
    }
}
