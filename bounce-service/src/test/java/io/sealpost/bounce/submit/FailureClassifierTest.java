package io.sealpost.bounce.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.bounce.submit.Submission.Deferred;
import io.sealpost.bounce.submit.Submission.Refused;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureClassifierTest {

    private static final String RELAY = "relay.example:2525";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sender address not accepted",
                "recipient address not accepted",
                "DATA command not accepted",
                "sending data failed"
            })
    void takesAPermanentReplyAboutTheReportForFinal(String command) {
        assertThat(classify(command, 550, "550 5.7.1 no")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"got error response", "HELO failed.", "AUTH PLAIN failed"})
    void defersAfterAPermanentReplyAboutUs(String command) {
        assertThat(classify(command, 554, "554 5.7.1 go away")).isInstanceOf(Deferred.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"530 5.7.0 Authentication required", "535 5.7.8 no", "538 encryption required"})
    void defersWhereTheLoginIsMissing(String reply) {
        assertThat(classify("sender address not accepted", 530, reply)).isInstanceOf(Deferred.class);
    }

    @Test
    void defersAfterATemporaryReply() {
        assertThat(classify("sending data failed", 451, "451 4.3.0 later"))
                .isEqualTo(new Deferred(RELAY + ": sending data failed: 451 4.3.0 later", Optional.empty()));
    }

    /** The Mail Client gives a malformed reply the code 500. */
    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "5x0 what", "250"})
    void defersAfterAMalformedReply(String reply) {
        assertThat(classify("sending data failed", 500, reply)).isInstanceOf(Deferred.class);
    }

    @Test
    void suspectsARelayThatFellSilent() {
        assertThat(suspect(new IOException("socket was closed unexpected."))).isTrue();
        assertThat(suspect(new TimeoutException())).isTrue();
    }

    @Test
    void suspectsNoRelayThatWasNeverReached() {
        assertThat(suspect(new ConnectException("Connection refused"))).isFalse();
        assertThat(suspect(new SSLHandshakeException("PKIX path building failed")))
                .isFalse();
        assertThat(suspect(new IllegalStateException("anything"))).isFalse();
    }

    @Test
    void makesTheCauseOneBoundedLine() {
        Deferred outcome = (Deferred)
                FailureClassifier.classify(RELAY, new IllegalStateException("a\r\nb\u0000" + "c".repeat(5_000)));

        assertThat(outcome.cause()).startsWith(RELAY + ": a  b c").hasSizeLessThan(600);
    }

    private static Submission classify(String command, int code, String reply) {
        return FailureClassifier.classify(RELAY, new SMTPException(command, code, List.of(reply), false));
    }

    private static boolean suspect(Throwable failure) {
        return ((Deferred) FailureClassifier.classify(RELAY, failure)).suspect().isPresent();
    }
}
