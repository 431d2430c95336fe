package io.sealpost.rules.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ScramKeysTest {

    /** RFC 7677 §3. */
    @Test
    void areThoseOfTheRfcsExample() {
        byte[] salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        assertThat(ScramKeys.of("pencil", salt, 4096))
                .isEqualTo(new ScramKeys(
                        "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=",
                        "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="));
    }

    @Test
    void aRotationKeepsSaltAndPreviousKeys() {
        SecureRandom random = new SecureRandom();
        Credential credential = new Credential("mailout", LoginSecret.generate(random), random);
        ScramKeys first = credential.present();
        byte[] salt = credential.salt();
        LoginSecret second = LoginSecret.generate(random);

        credential.rotate(second, Instant.EPOCH);

        assertThat(credential.previous()).contains(first);
        assertThat(credential.salt()).isEqualTo(salt);
        assertThat(credential.present()).isEqualTo(ScramKeys.of(second.text(), salt, Credential.ITERATIONS));
    }

    @Test
    void neverPrintASecret() {
        LoginSecret secret = LoginSecret.generate(new SecureRandom());
        assertThat(secret.toString()).doesNotContain(secret.text());
        assertThat(secret.text()).matches("sealpost_smtp_[A-Za-z0-9_-]{43}");
    }
}
