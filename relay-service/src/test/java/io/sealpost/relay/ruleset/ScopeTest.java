package io.sealpost.relay.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"organization/acme", "organization/a-1", "domain/sender.example", "domain/xn--bro-hoa.example"})
    void isTheKeyThatItCameFrom(String key) {
        assertThat(Scope.parse(key))
                .hasValueSatisfying(scope -> assertThat(scope).hasToString(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "organization/",
                "organization/Acme",
                "organization/a b",
                "organization/a\nb",
                "domain/",
                "domain/not a domain",
                "domain/Sender.Example",
                "domain/sender.example.",
                "domain/b\u00fcro.example",
                "address-list/acme",
                "address-list/acme/Partners",
                "address-list/acme/a/b"
            })
    void isNoneForAnyOtherKey(String key) {
        assertThat(Scope.parse(key)).isEmpty();
    }
}
