package io.sealpost.bounce.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=R11,O=Let's Encrypt,C=US|R11 (Let's Encrypt)",
                "CN=Some CA|Some CA",
                "OU=Class 3,O=Example\\, Inc.|Example, Inc.",
                "C=DE|C=DE",
                "CN=#04024869|CN=#04024869",
                "no name|no name"
            })
    void namesTheIssuerAsPeopleKnowIt(String distinguished, String shown) {
        assertThat(IssuerName.of(distinguished)).isEqualTo(shown);
    }
}
