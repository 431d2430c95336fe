package io.sealpost.relay.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "Alice@Bank.Example, Alice, Alice@bank.example",
                "a.b+c@bank.example, a.b+c, a.b+c@bank.example",
                "\"a b\"@bank.example, a b, \"a b\"@bank.example",
                "\"alice\"@bank.example, alice, alice@bank.example",
                "\"a\\\"b\"@bank.example, a\"b, \"a\\\"b\"@bank.example",
                "\"a@b\"@bank.example, a@b, \"a@b\"@bank.example",
                "jürgen@bank.example, jürgen, jürgen@bank.example",
            })
    void keepsTheLocalPartAndQuotesItOnlyWhereItMust(String written, String localPart, String wire) {
        Address address = Address.parse(written);

        assertThat(address.localPart()).isEqualTo(localPart);
        assertThat(address).hasToString(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@bank.example",
                "alice@",
                "a b@bank.example",
                ".alice@bank.example",
                "alice..b@bank.example",
                "\"alice@bank.example",
                "\"\"@bank.example",
                "\"a\"b\"@bank.example",
                "alice@bank.example>",
                "\"a\rb\"@bank.example",
                "\"@bank.example",
            })
    void refusesWhatIsNoAddress(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse(written));
    }

    @Test
    void measuresTheLocalPartInOctets() {
        assertThat(Address.parse("ü".repeat(32) + "@bank.example").isInternationalized())
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Address.parse("ü".repeat(33) + "@bank.example"));
    }
}
