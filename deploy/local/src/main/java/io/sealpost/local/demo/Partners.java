package io.sealpost.local.demo;

import io.sealpost.local.stack.Delivery;
import io.sealpost.local.stack.Route;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.net.TcpRecorder;
import io.sealpost.platform.tls.CertificateAuthority;
import java.net.InetSocketAddress;

/**
 * The mail servers around the relay: a bank's with STARTTLS, a partner's without TLS behind a recorder of all bytes, and
 * the one with the sender's own mailbox, with STARTTLS. They take free ports.
 */
final class Partners implements AutoCloseable {
    private final CertificateAuthority authority = CertificateAuthority.create("Partners' root");
    private final PartnerServer bank = withTls("mx.bank.example");
    private final PartnerServer partner =
            PartnerServer.named("mx.partner.example").start();
    private final TcpRecorder recorder = TcpRecorder.before(partner.address(), 0);
    private final PartnerServer mailbox = withTls("mail.sender.example");

    PartnerServer bank() {
        return bank;
    }

    PartnerServer partner() {
        return partner;
    }

    /** Stands before the partner's server. */
    TcpRecorder recorder() {
        return recorder;
    }

    PartnerServer mailbox() {
        return mailbox;
    }

    /** Static routes to all three. */
    Delivery delivery() {
        return Delivery.by(
                route("bank.example", bank.address()),
                route("partner.example", recorder.address()),
                route("sender.example", mailbox.address()));
    }

    @Override
    public void close() {
        recorder.close();
        bank.close();
        partner.close();
        mailbox.close();
    }

    private PartnerServer withTls(String name) {
        return PartnerServer.named(name)
                .startTls(authority.issue(name).serverContext())
                .start();
    }

    private static Route route(String domain, InetSocketAddress address) {
        return new Route(domain, "127.0.0.1:" + address.getPort());
    }
}
