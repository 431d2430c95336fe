package io.sealpost.rules.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretTest {

    private final Secret key = Secret.generate(new SecureRandom());

    @Test
    void isKnownByItsHashAlone() {
        assertThat(key.hasHash(key.hash())).isTrue();
        assertThat(key.hasHash(Secret.generate(new SecureRandom()).hash())).isFalse();
    }

    @Test
    void parsesWhatItGenerates() {
        assertThat(Secret.parse(key.text() + "\n")).contains(key);
        assertThat(Secret.parse(key.text().substring(1))).isEmpty();
        assertThat(Secret.parse("")).isEmpty();
    }

    @Test
    void isNotToldByAccident() {
        assertThat(key.toString()).doesNotContain(key.text()).contains(key.id());
    }
}
