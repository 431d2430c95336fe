package io.sealpost.relay.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
    @ParameterizedTest
    @CsvSource({
        "Bank.Example, bank.example",
        "bank.example., bank.example",
        "BÜCHER.example, xn--bcher-kva.example",
        "xn--BCHER-kva.example, xn--bcher-kva.example",
        "bücher。example, xn--bcher-kva.example",
        "_dmarc.bank.example, _dmarc.bank.example",
        "localhost, localhost",
    })
    void hasOneFormHoweverItIsWritten(String written, String normalised) {
        assertThat(Domain.parse(written).name()).isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a..b", "-a.example", "a-.example", "a b.example", "a@b", "[192.0.2.1]", "a.example\r\n"
            })
    void refusesWhatIsNoDomainName(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Domain.parse(written));
    }

    @Test
    void refusesLabelsAndNamesThatAreTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> Domain.parse("a".repeat(64) + ".example"));
        assertThatIllegalArgumentException().isThrownBy(() -> Domain.parse("a.".repeat(127) + "example"));
    }

    @ParameterizedTest
    @CsvSource({
        "sub.bank.example, bank.example, true",
        "a.b.bank.example, bank.example, true",
        "bank.example, bank.example, false",
        "notbank.example, bank.example, false",
        "bank.example, sub.bank.example, false",
    })
    void isBelowOnlyItsParents(String lower, String upper, boolean below) {
        assertThat(Domain.parse(lower).isBelow(Domain.parse(upper))).isEqualTo(below);
    }
}
