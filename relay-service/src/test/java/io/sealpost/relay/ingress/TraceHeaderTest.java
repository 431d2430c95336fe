package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.wire.Command;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceHeaderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T07:05:09Z"), ZoneOffset.UTC);
    private static final QueueId ID = new QueueId("0ABCDEFGH1234");
    private static final Command.Hello HELLO = new Command.Hello(true, "[IPv6:2001:db8::1]");

    @Test
    void writesAnIpv6ClientAsALiteral() {
        String field = trace(Connection.from(Client.address("2001:db8::1")), "a@x.example");

        assertThat(field).isEqualTo("""
                        Received: from [IPv6:2001:db8::1] ([IPv6:2001:db8:0:0:0:0:0:1])\r
                        \tby relay.example with ESMTP\r
                        \tid 0ABCDEFGH1234 for <a@x.example>;\r
                        \tSun, 1 Mar 2026 07:05:09 +0000\r
                        """);
    }

    @Test
    void namesNobodyWhereThereAreTwoRecipients() {
        assertThat(trace(Connection.from(Client.address("192.0.2.1")), "a@x.example", "b@y.example"))
                .contains("\tid 0ABCDEFGH1234;\r\n");
    }

    private static String trace(Connection connection, String... recipients) {
        List<Address> addresses =
                List.of(recipients).stream().map(Address::parse).toList();
        byte[] field = new TraceHeader("relay.example", CLOCK).of(connection, HELLO, addresses, ID);
        return new String(field, StandardCharsets.US_ASCII);
    }
}
