package io.sealpost.relay.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of RFC 3461 as they come from a client and as they go on to the next server. */
class DsnParametersTest {
    @ParameterizedTest
    @CsvSource({"FULL, FULL", "hdrs, HDRS"})
    void readsRet(String written, ReturnContent meant) {
        assertThat(ReturnContent.parse(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BODY", "FULL,HDRS", "fulL "})
    void refusesAnotherRet(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReturnContent.parse(written));
    }

    @ParameterizedTest
    @CsvSource({"QQ314159, QQ314159", "a+2Bb+3D+20c, 'a+b= c'", "a+2bb, a+b"})
    void readsWhatAnEnvelopeIdStandsFor(String written, String meant) {
        assertThat(EnvelopeId.parse(written).value()).isEqualTo(meant);
        assertThat(EnvelopeId.parse(EnvelopeId.parse(written).toString()).value())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a+", "a+2", "a+2G", "a+0D+0Ab", "a+00", "a+FC", "\u00fc", "a\u007f"})
    void refusesAnEnvelopeIdThatIsNoXtextOrCouldBreakAReport(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> EnvelopeId.parse(written));
    }

    @Test
    void limitsAnEnvelopeIdAsItIsWritten() {
        assertThat(EnvelopeId.parse("+20".repeat(33) + "a")).hasToString("+20".repeat(33) + "a");
        assertThatIllegalArgumentException().isThrownBy(() -> EnvelopeId.parse("+20".repeat(33) + "ab"));
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER, NEVER",
        "never, NEVER",
        "'delay,Success', 'SUCCESS,DELAY'",
        "'FAILURE,FAILURE', FAILURE",
        "'SUCCESS,FAILURE,DELAY', 'SUCCESS,FAILURE,DELAY'"
    })
    void readsNotify(String written, String normalised) {
        assertThat(Notify.parse(written)).hasToString(normalised);
    }

    @Test
    void neverIsNoConditionAtAll() {
        assertThat(Notify.parse("NEVER")).isEqualTo(new Notify(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ALWAYS", "NEVER,SUCCESS", "SUCCESS,", "SUCCESS, DELAY", "SUCCESS DELAY"})
    void refusesAnotherNotify(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Notify.parse(written));
    }

    @ParameterizedTest
    @CsvSource({
        "rfc822;bob@bank.test, bob@bank.test, rfc822;bob@bank.test",
        "RFC822;bob+2Bx@bank.test, bob+x@bank.test, rfc822;bob+2Bx@bank.test",
        "rfc822;b+C3+B6b@bank.test, b\u00f6b@bank.test, utf-8;b\\x{F6}b@bank.test",
        "utf-8;b\u00f6b@bank.test, b\u00f6b@bank.test, utf-8;b\\x{F6}b@bank.test",
        "utf-8;b\\x{F6}b\\x{2B}\\x{1F600}@bank.test, b\u00f6b+\ud83d\ude00@bank.test, utf-8;b\\x{F6}b\\x{2B}\\x{1F600}@bank.test",
    })
    void readsWhomOrcptNames(String written, String address, String onward) {
        assertThat(OriginalRecipient.parse(written).address()).isEqualTo(address);
        assertThat(OriginalRecipient.parse(written)).hasToString(onward);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bob@bank.test",
                ";bob@bank.test",
                "rfc822;",
                "rfc 822;bob@bank.test",
                "rfc822;b\u00f6b@bank.test",
                "rfc822;b+F6b@bank.test",
                "rfc822;bob+C2+85Bcc:x@bank.test",
                "x400;b+C3+B6b",
                "x400;/S=bob",
                "rfc822;bob+0D+0ABcc:x@bank.test",
                "utf-8;bob\\x{D}\\x{A}@bank.test",
                "utf-8;bob\\x{0D}\\x{0A}@bank.test",
                "utf-8;bob\\x{D800}@bank.test",
                "utf-8;bob\\x{110000}@bank.test",
                "utf-8;bob+2B@bank.test",
                "utf-8;bob\\@bank.test",
            })
    void refusesAnOrcptThatIsNoneOrCouldBreakAReport(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> OriginalRecipient.parse(written));
    }

    @Test
    void limitsOrcptAsItIsWritten() {
        String longest = "rfc822;" + "a".repeat(OriginalRecipient.MAX_LENGTH - 7);
        assertThat(OriginalRecipient.parse(longest)).hasToString(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> OriginalRecipient.parse(longest + "a"));
    }
}
