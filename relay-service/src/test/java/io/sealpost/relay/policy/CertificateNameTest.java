package io.sealpost.relay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9525 §6. */
class CertificateNameTest {
    @ParameterizedTest
    @CsvSource({
        // presented, host, fits
        "mx.bank.example, mx.bank.example, true",
        "MX.Bank.Example, mx.bank.EXAMPLE., true",
        "mx.bank.example, mx2.bank.example, false",
        "bank.example, mx.bank.example, false",
        "mx.bank.example, bank.example, false",
        "*.bank.example, mx.bank.example, true",
        "*.BANK.example, xn--mx-eka.bank.example, true",
        "*.bank.example, bank.example, false",
        "*.bank.example, a.mx.bank.example, false",
        "*.bank.example, mxbank.example, false",
        "mx.*.example, mx.bank.example, false",
        "m*.bank.example, mx.bank.example, false",
        "*x.bank.example, mx.bank.example, false",
        "**.bank.example, mx.bank.example, false",
        "*.*.bank.example, a.mx.bank.example, false",
        "*.example, bank.example, false",
        "*, localhost, false",
        "xn--bcher-kva.example, bücher.example, true",
        "bücher.example, bücher.example, false",
        "mx.ban\u212a.example, mx.bank.example, false",
        "mx.bank.example., mx.bank.example, false",
        "192.0.2.1, 192.0.2.1, false",
        "*.0.2.1, 192.0.2.1, false",
        "'mx.bank.example\u0000.evil.example', mx.bank.example, false",
        "' mx.bank.example', mx.bank.example, false",
        "'', mx.bank.example, false"
    })
    void fitsAHost(String presented, String host, boolean fits) {
        Optional<Domain> reference = CertificateName.reference(host);

        assertThat(CertificateName.parse(presented)
                        .filter(name -> reference.filter(name::covers).isPresent())
                        .isPresent())
                .isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "::1", "", "a b", "1"})
    void whatIsNoNameIsNoReference(String host) {
        assertThat(CertificateName.reference(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // accepted, presented, fits
        "mx.provider.example, mx.provider.example, true",
        "mx.provider.example, *.provider.example, true",
        "mx.provider.example, provider.example, false",
        ".provider.example, mx.provider.example, true",
        ".provider.example, a.mx.provider.example, true",
        ".provider.example, *.provider.example, true",
        ".provider.example, *.mx.provider.example, true",
        ".provider.example, provider.example, false",
        ".provider.example, notprovider.example, false",
        ".provider.example, *.example, false",
        ".bücher.example, MX.XN--BCHER-KVA.example, true",
        "provider.example, mx.provider.example, false"
    })
    void fitsAnAcceptedName(String accepted, String presented, boolean fits) {
        assertThat(CertificateName.parse(presented)
                        .filter(AcceptedName.parse(accepted)::accepts)
                        .isPresent())
                .isEqualTo(fits);
    }

    @Test
    void showsTheNameAsItWasCompared() {
        assertThat(CertificateName.parse("*.Bank.Example").orElseThrow()).hasToString("*.bank.example");
        assertThat(AcceptedName.parse(".Bank.Example")).hasToString(".bank.example");
    }
}
