package io.sealpost.e2e;

import io.sealpost.local.stack.Delivery;
import io.sealpost.local.stack.Part;
import io.sealpost.local.stack.Route;
import io.sealpost.local.stack.Stack;
import io.sealpost.local.stack.StackConfig;
import io.sealpost.platform.dns.DnsFixture;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.net.FreePort;
import io.sealpost.platform.net.TcpRecorder;
import io.sealpost.platform.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Sealpost and the mail servers around it: a bank with STARTTLS; a partner without, with a recorder in front; and the
 * mailbox server of all tenants, with STARTTLS, found through MX records in a DNS server of the world's own, which signs
 * (DNSSEC).
 */
final class World implements AutoCloseable {
    static final String BANK = "bank.example";
    static final String PARTNER = "partner.example";
    /** Served like the partner's, each a neighbour of {@link #BANK} by name only. */
    static final List<String> NEIGHBOURS = List.of("notbank.example", "sub.bank.example");
    /** Nobody listens there until a test starts a server. */
    static final String SLEEPER = "sleeper.example";

    final PartnerServer bank;
    final PartnerServer partner;
    final TcpRecorder partnerTap;
    final PartnerServer mailbox;
    final DnsFixture dns;
    final int sleeperPort = FreePort.of(0);
    final CertificateAuthority authority = CertificateAuthority.create("World root");
    final Stack stack;

    private final Path data;
    private final AtomicInteger tenants = new AtomicInteger();

    private World(int relays, Map<String, String> settings) {
        bank = PartnerServer.named("mx." + BANK).startTls(tls("mx." + BANK)).start();
        partner = PartnerServer.named("mx." + PARTNER).start();
        partnerTap = TcpRecorder.before(partner.address(), 0);
        mailbox = PartnerServer.named("mail.tenants.example")
                .startTls(tls("mail.tenants.example"))
                .start();
        dns = DnsFixture.start(0);
        dns.zone().sign("example").address("mail.tenants.example", "127.0.0.1");
        data = temporary();
        stack = Stack.start(StackConfig.in(root(), data)
                .with(ForkPorts.free(relays))
                .with(new Delivery(routes(), Optional.of(dns.server()), Optional.of(mailbox.port()), true))
                .with(trusting(settings)));
    }

    /**
     * Starts everything, with two relays; blocks until all are ready. Retries of deliveries come within seconds, and so do
     * notices that a message waits.
     */
    static World start() {
        return new World(2, Map.of("sealpost.queue.first-retry", "PT1S", "sealpost.queue.delay-notice", "PT2S"));
    }

    /** A customer that may submit from this machine; its reports arrive at {@link #mailbox}. */
    Tenant newTenant() {
        return newTenant("mail.tenants.example");
    }

    /** The same, with this host for its reports. */
    Tenant newTenant(String mailboxHost) {
        String name = "tenant" + tenants.incrementAndGet();
        String domain = name + ".example";
        dns.zone().mx(domain, 10, mailboxHost);
        return Tenant.create(this, name, domain);
    }

    /** The server that {@link #SLEEPER} lacks until now. */
    PartnerServer wakeSleeper() {
        return PartnerServer.named("mx." + SLEEPER)
                .port(sleeperPort)
                .startTls(tls("mx." + SLEEPER))
                .start();
    }

    /** The part of that name, for instance {@code kafka} or {@code relay-2}. */
    Part part(String name) {
        return stack.part(name);
    }

    /** Starts every part again that does not run, in the order in which they need each other. */
    void heal() {
        stack.parts().stream().filter(part -> !part.isRunning()).forEach(Part::start);
    }

    @Override
    public void close() {
        stack.close();
        dns.close();
        partnerTap.close();
        Stream.of(bank, partner, mailbox).forEach(PartnerServer::close);
        delete(data);
    }

    /** The relays trust the world's own authority, and the key of its signed DNS. */
    private Map<String, String> trusting(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("sealpost.delivery.trust-store.file", written("world-roots.pem", authority.pem()));
        all.put(
                "sealpost.dns.trust-anchors",
                written("world-anchors", dns.zone().trustAnchors()));
        return all;
    }

    private String written(String name, String content) {
        try {
            return Files.writeString(data.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private javax.net.ssl.SSLContext tls(String name) {
        return authority.issue(name).serverContext();
    }

    private List<Route> routes() {
        Stream<Route> toPartner = Stream.concat(Stream.of(PARTNER), NEIGHBOURS.stream())
                .map(domain -> new Route(domain, "127.0.0.1:" + partnerTap.port()));
        Stream<Route> others =
                Stream.of(new Route(BANK, "127.0.0.1:" + bank.port()), new Route(SLEEPER, "127.0.0.1:" + sleeperPort));
        return Stream.concat(toPartner, others).toList();
    }

    private static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("sealpost.root"), "sealpost.root is not set"));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("sealpost-e2e");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
