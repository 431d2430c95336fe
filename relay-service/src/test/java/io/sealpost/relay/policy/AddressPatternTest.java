package io.sealpost.relay.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sealpost.relay.mail.Address;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {
    @ParameterizedTest
    @CsvSource({
        "bank.example, bob@bank.example, true",
        "Bank.Example., bob@BANK.example, true",
        "bank.example, bob@notbank.example, false",
        "bank.example, bob@sub.bank.example, false",
        "*.bank.example, bob@sub.bank.example, true",
        "*.bank.example, bob@a.b.bank.example, true",
        "*.bank.example, bob@bank.example, false",
        "*.bank.example, bob@notbank.example, false",
        "bücher.example, bob@xn--bcher-kva.example, true",
        "*, anybody@anywhere.example, true",
    })
    void matchesDomainsAnchored(String pattern, String recipient, boolean matches) {
        assertThat(AddressPattern.parse(pattern).matches(Address.parse(recipient)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "cfo@bank.example, cfo@bank.example, true",
                "cfo@bank.example, CFO@Bank.Example, true",
                "cfo@bank.example, \"cfo\"@bank.example, true",
                "cfo@bank.example, cfo+invoices@bank.example, true",
                "cfo@bank.example, cfoo@bank.example, false",
                "cfo@bank.example, xcfo@bank.example, false",
                "cfo@bank.example, cfo@sub.bank.example, false",
                "jürgen@bank.example, JÜRGEN@bank.example, true",
                "ju\u0308rgen@bank.example, j\u00fcrgen@bank.example, true",
            })
    void matchesMailboxesSoThatEvadingIsHard(String pattern, String recipient, boolean matches) {
        assertThat(AddressPattern.parse(pattern).matches(Address.parse(recipient)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*bank.example", "*.", "@bank.example", "a b", "*@bank.example@", "**"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressPattern.parse(pattern));
    }
}
