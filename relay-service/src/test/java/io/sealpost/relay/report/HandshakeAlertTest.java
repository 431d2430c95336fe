package io.sealpost.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Observation;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeAlertTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TLS handshake failed: Received fatal alert: handshake_failure | handshake_failure
                    TLS handshake failed: (protocol_version) The server chose another | protocol_version
                    TLS handshake failed: The server selected protocol version TLS10 is not accepted | protocol_version
                    TLS handshake failed: Connection reset |
                    """)
    void isFoundInWhatJsseSays(String detail, String alert) {
        assertThat(HandshakeAlert.of(seen(AttemptClass.TLS_TEMP, detail))).isEqualTo(Optional.ofNullable(alert));
    }

    @Test
    void isNotLookedForWhereTlsDidNotFail() {
        assertThat(HandshakeAlert.of(seen(AttemptClass.SMTP_TEMP, "Received fatal alert: handshake_failure")))
                .isEmpty();
    }

    private static Observation seen(AttemptClass kind, String detail) {
        return new Observation(Instant.EPOCH, "mx", Optional.empty(), kind, Optional.empty(), detail, Optional.empty());
    }
}
