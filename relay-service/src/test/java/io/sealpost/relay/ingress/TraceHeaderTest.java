package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.wire.Command;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "false,false,false,SMTP",
        "true,false,false,ESMTP",
        "true,true,false,ESMTPS",
        "true,true,true,ESMTPSA",
    })
    void namesTheProtocol(boolean extended, boolean tls, boolean authenticated, String protocol) {
        Connection connection = Connection.from(Client.address("192.0.2.1"));
        connection = tls ? connection.secured(Client.TLS) : connection;
        connection = authenticated ? connection.proved(new Identity.Reporter()) : connection;
        Command.Hello hello = new Command.Hello(extended, "x");

        assertThat(trace(connection, hello, false)).contains(" with " + protocol + (tls ? " (TLSv1.3 " : "\r\n"));
        assertThat(trace(connection, hello, true))
                .contains(" with " + protocol.replace("ESMTP", "UTF8SMTP") + (tls ? " (TLSv1.3 " : "\r\n"));
    }

    @Test
    void namesNobodyBeyondAscii() {
        assertThat(trace(Connection.from(Client.address("192.0.2.1")), "j\u00f6rg@x.example"))
                .contains("\tid 0ABCDEFGH1234;\r\n");
    }

    private static String trace(Connection connection, String... recipients) {
        return trace(connection, HELLO, new Envelope(ReversePath.NULL, false, MessageDsn.NONE, recipients(recipients)));
    }

    private static String trace(Connection connection, Command.Hello hello, boolean smtpUtf8) {
        return trace(connection, hello, new Envelope(ReversePath.NULL, smtpUtf8, MessageDsn.NONE, List.of()));
    }

    private static String trace(Connection connection, Command.Hello hello, Envelope envelope) {
        byte[] field = new TraceHeader("relay.example", CLOCK).of(connection, hello, envelope, ID);
        return new String(field, StandardCharsets.US_ASCII);
    }

    private static List<Envelope.Recipient> recipients(String... addresses) {
        return List.of(addresses).stream()
                .map(each -> new Envelope.Recipient(Address.parse(each), RecipientDsn.NONE))
                .toList();
    }
}
