package io.sealpost.local.bench;

import io.sealpost.platform.load.MailSink;
import io.sealpost.platform.tls.CertificateAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The process that takes what the relay delivers, and checks it: {@code LOAD...}. */
final class Partner implements MailSink.Receiver {
    private final EventLines events = EventLines.onStandardOutput();

    private Partner() {}

    public static void main(String[] words) throws IOException {
        Load load = Load.parse(Arrays.asList(words));
        Partner partner = new Partner();
        Duration latency = Duration.ofMillis(load.the(Amount.PARTNER_LATENCY));
        CertificateAuthority authority = CertificateAuthority.create("Partner's root");
        try (MailSink sink = MailSink.start(authority.issue("mx.example").serverContext(), latency, partner)) {
            partner.events.listening(sink.address().getPort());
            System.in.transferTo(OutputStream.nullOutputStream());
            partner.events.flush();
        }
    }

    @Override
    public void connected() {
        events.connected();
    }

    @Override
    public void secured(boolean resumed) {
        events.secured(resumed);
    }

    @Override
    public void received(List<String> recipients, byte[] message) {
        long at = WallClock.micros();
        try {
            int number = NumberedMessage.numberOf(message);
            recipients.forEach(recipient -> events.delivered(number, Load.index(recipient), at));
        } catch (DamagedMessage e) {
            events.damaged(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void disconnected() {
        events.disconnected();
    }
}
