package io.sealpost.rules.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0/24",
        "192.0.2.7, 192.0.2.7/32",
        "128.0.0.0/1, 128.0.0.0/1",
        "2001:DB8:1:0::/48, 2001:db8:1::/48",
        "2001:db8::1, 2001:db8::1/128",
        "::1/128, ::1/128"
    })
    void bringsANetworkToItsCanonicalForm(String text, String canonical) {
        assertThat(Network.parse(text))
                .hasValueSatisfying(network -> assertThat(network).hasToString(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.7/24",
                "192.0.2.0/33",
                "192.0.2.0/",
                "192.0.2/24",
                "0.0.0.0/0",
                "::/0",
                "2001:db8::1/64",
                "::ffff:192.0.2.1",
                "::ffff:192.0.2.0/120",
                "fe80::1%eth0",
                "bank.example",
                "192.0.2.0/24 "
            })
    void refusesWhatIsNoNetworkOrIsEverything(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.0/24,false", "192.0.2.0/23,true", "2001:db8:1::/48,false", "2001:db8::/47,true"})
    void knowsWhichIsWide(String text, boolean wide) {
        assertThat(Network.parse(text))
                .hasValueSatisfying(network -> assertThat(network.isWide()).isEqualTo(wide));
    }
}
