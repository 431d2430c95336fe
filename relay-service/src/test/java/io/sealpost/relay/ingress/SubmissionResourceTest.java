package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionResourceTest {
    @ParameterizedTest
    @CsvSource({
        "true, 192.0.2.1, false, true",
        "false, 127.0.0.1, false, true",
        "false, ::1, false, true",
        "false, 192.0.2.1, false, false",
        "false, 2001:db8::1, false, false",
        "false, 192.0.2.1, true, true"
    })
    void takesLoginsOverTlsFromThisMachineOrAsSet(boolean tls, String client, boolean allowClear, boolean may) {
        assertThat(SubmissionResource.mayLogIn(tls, Client.address(client), allowClear))
                .isEqualTo(may);
    }
}
