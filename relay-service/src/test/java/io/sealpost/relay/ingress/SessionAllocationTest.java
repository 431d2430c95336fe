package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.sealpost.relay.Allocation;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guards what a message costs the session. Who changes it for good reason writes the new figure down. */
class SessionAllocationTest {
    private static final Limits LIMITS = new Limits(20_000, 5_000, 3, 1_000, 4, 40, 5, false);
    private static final byte[] HELLO = octets("EHLO mail.sender.example\r\n");
    private static final byte[] ENVELOPE =
            octets("MAIL FROM:<a@sender.example>\r\nRCPT TO:<b@bank.example>\r\nDATA\r\n");
    private static final byte[] CONTENT = octets("From: a@sender.example\r\nTo: b@bank.example\r\nSubject: Contract\r\n"
            + "Date: Tue, 24 Nov 2026 08:15:30 +0000\r\nMessage-ID: <1@sender.example>\r\n\r\n"
            + ("a line of a message, as long as lines of messages are wont to be\r\n").repeat(155)
            + ".\r\n");
    private static final byte[] GOODBYE = octets("QUIT\r\n");

    @Test
    void aMessageOfTenKilobytesOnAConnectionOfItsOwn() throws Exception {
        Terms terms = Client.terms(Optional.of(Rules.twoTenants().view()), LIMITS);
        InetAddress client = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 25});

        long octets = Allocation.perCall(() -> {
            Session session = new Session(terms, client);
            session.onConnect();
            session.onOctets(ByteBuffer.wrap(HELLO));
            session.onOctets(ByteBuffer.wrap(ENVELOPE));
            session.onOctets(ByteBuffer.wrap(CONTENT));
            session.onStored();
            session.onOctets(ByteBuffer.wrap(GOODBYE));
            assertThat(session.isClosed()).isTrue();
        });

        assertThat(octets).isCloseTo(65_500, withinPercentage(15));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
