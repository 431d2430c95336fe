package io.sealpost.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.mail.ManInTheMiddle;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.net.RecordedConnection;
import io.sealpost.platform.net.TcpRecorder;
import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.platform.tls.ServerCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Never downgraded, as the wire shows it: every level of TLS on each of several ways to a mail server, with a recorder at
 * the relays' end of each way. The ways are told apart by their names: mail to {@code LEVEL.WAY.example} takes the way
 * {@code WAY} under the rule {@code LEVEL}.
 */
@ExtendWith(SharedWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaptureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> WAYS = List.of("straight", "stripped", "impostor", "old");
    private static final List<String> LEVELS = List.of("encrypt", "verify", "secure", "dane", "fingerprint", "newest");
    private static final String[] HOSTS =
            WAYS.stream().map(way -> "mx." + way + ".example").toArray(String[]::new);
    private static final CertificateAuthority NOBODY = CertificateAuthority.create("Nobody's root");

    private final World world;
    private final ServerCertificate certificate;
    private final PartnerServer partner;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final ManInTheMiddle stripper;
    private final ManInTheMiddle impostor;
    private final ManInTheMiddle old;
    private final Map<String, TcpRecorder> taps = new TreeMap<>();
    private final Tenant tenant;

    CaptureIT(World world) throws Exception {
        this.world = world;
        certificate = world.authority.issue(HOSTS);
        partner = opened(PartnerServer.named("mx.capture.example")
                .startTls(certificate.serverContext())
                .start());
        stripper = opened(ManInTheMiddle.stripping(partner.address()));
        impostor = opened(ManInTheMiddle.showing(NOBODY.issue(HOSTS).serverContext(), partner.address()));
        old = opened(ManInTheMiddle.showing(certificate.serverContext(), partner.address(), "TLSv1.2"));
        way("straight", partner.address());
        way("stripped", stripper.address());
        way("impostor", impostor.address());
        way("old", old.address());
        tenant = world.newTenant();
        demands()
                .forEach((level, demand) -> tenant.demand(
                        level,
                        demand,
                        WAYS.stream().map(way -> level + "." + way + ".example").toList()));
    }

    @AfterAll
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void whatIsDeliveredCrossesTheWireInsideTlsOnly() throws Exception {
        tenant.send("straight", to("straight", LEVELS));

        awaitArrivals("straight", LEVELS);
        assertThat(mailOf("straight")).allMatch(mail -> mail.tls().isPresent());
        assertClean(taps.get("straight"));
    }

    @Test
    void nothingOfAMessageCrossesWhereStarttlsIsStripped() throws Exception {
        tenant.send("stripped", to("stripped", LEVELS));

        awaitOutcome("stripped", LEVELS);
        assertClean(taps.get("stripped"));
        assertFailed("stripped", LEVELS);
    }

    @Test
    void nothingOfAMessageIsToldToAnImpostorWhereTheCertificateIsJudged() throws Exception {
        List<String> judging = List.of("verify", "secure", "dane", "fingerprint");
        int before = impostor.said().size();
        tenant.send("impostor", to("impostor", judging));

        awaitOutcome("impostor", judging);
        assertThat(impostor.said().subList(before, impostor.said().size()))
                .hasSizeGreaterThanOrEqualTo(judging.size())
                .allSatisfy(lines -> assertThat(Wire.forbidden(lines)).isEmpty());
        assertClean(taps.get("impostor"));
        assertFailed("impostor", judging);
    }

    @Test
    void nothingOfAMessageIsToldOverTlsThatIsTooOld() throws Exception {
        tenant.send("old", to("old", List.of("newest")));

        awaitOutcome("old", List.of("newest"));
        assertThat(old.said())
                .isNotEmpty()
                .allSatisfy(lines -> assertThat(Wire.forbidden(lines)).isEmpty());
        assertClean(taps.get("old"));
        assertFailed("old", List.of("newest"));
    }

    /** The oracle can fail: it sees what may travel in clear, and what an impostor is told at a level that lets him. */
    @Test
    void theOracleSeesWhatIsPermitted() throws Exception {
        ManInTheMiddle man = opened(ManInTheMiddle.stripping(partner.address()));
        way("free", man.address());
        way("trusted", impostor.address());
        tenant.demand("trusted", Map.of("level", "encrypt"), List.of("encrypt.trusted.example"));
        tenant.send("permitted", "bob@any.free.example", "bob@encrypt.trusted.example");

        await().atMost(PATIENCE).until(() -> mailOf("permitted").size() == 2);
        for (List<String> seen : List.of(
                taps.get("free").connections().stream()
                        .flatMap(each -> Wire.forbidden(Wire.inClear(each)).stream())
                        .toList(),
                impostor.said().stream()
                        .flatMap(each -> Wire.forbidden(each).stream())
                        .toList())) {
            assertThat(seen)
                    .anyMatch(line -> line.startsWith("MAIL FROM:<" + tenant.sender() + ">"))
                    .anyMatch(line -> line.startsWith("RCPT TO:<bob@"))
                    .contains("DATA", "..a line with a dot", ".");
        }
        assertClean(taps.get("trusted"));
    }

    /** What may go in clear in its place says next to nothing. */
    @Test
    void aReportGoesToAStrippedMailboxOnlyRedacted() throws Exception {
        way("mailbox", opened(ManInTheMiddle.stripping(world.mailbox.address())).address());
        Tenant other = world.newTenant("mx.mailbox.example");
        other.switchOn(other.createRule("Partners", World.PARTNER));
        other.send("a-secret-subject", "carol@partner.example");

        assertThat(other.onlyReport().tls()).isEmpty();
        List<RecordedConnection> all = taps.get("mailbox").connections();
        assertThat(all)
                .allSatisfy(each -> assertThat(each.client())
                        .doesNotContain("Subject: a-secret-subject")
                        .doesNotContain("a line with a dot"));
        assertThat(all.get(0))
                .satisfies(each -> assertThat(Wire.forbidden(Wire.inClear(each)))
                        .as("under encrypt")
                        .isEmpty());
        assertThat(all.stream()
                        .filter(each -> !Wire.forbidden(Wire.inClear(each)).isEmpty()))
                .as("the redacted report")
                .hasSize(1);
    }

    /** Level encrypt judges no certificate; the wire shows nothing but TLS. */
    @Test
    void aReportToAMailboxWithAnyCertificateCrossesInsideTls() throws Exception {
        ManInTheMiddle man = opened(ManInTheMiddle.showing(
                NOBODY.issue("mx.any-mailbox.example").serverContext(), world.mailbox.address()));
        way("any-mailbox", man.address());
        Tenant other = world.newTenant("mx.any-mailbox.example");
        other.switchOn(other.createRule("Partners", World.PARTNER));
        other.send("a-plain-subject", "carol@partner.example");

        assertThat(other.onlyReport().content()).contains("Subject: a-plain-subject");
        assertClean(taps.get("any-mailbox"));
    }

    private Map<String, Map<String, Object>> demands() throws Exception {
        Map<String, Map<String, Object>> demands = new TreeMap<>();
        demands.put("encrypt", Map.of("level", "encrypt"));
        demands.put("verify", Map.of("level", "verify"));
        demands.put("secure", Map.of("level", "secure", "names", List.of(HOSTS)));
        demands.put("dane", Map.of("level", "dane"));
        demands.put(
                "fingerprint",
                Map.of(
                        "level",
                        "fingerprint",
                        "fingerprints",
                        List.of(HexFormat.of().formatHex(key()))));
        demands.put("newest", Map.of("level", "encrypt", "minVersion", "TLSv1.3"));
        demands.replaceAll((level, demand) -> {
            Map<String, Object> impatient = new TreeMap<>(demand);
            impatient.put("retryWindow", "PT0S");
            return impatient;
        });
        return demands;
    }

    /** Opens a way of its own address to this server, for all levels; the host of level dane has a TLSA record. */
    private void way(String name, InetSocketAddress to) throws Exception {
        String address = "127.0.1." + (taps.size() + 1);
        int port = world.mailbox.port();
        taps.put(name, opened(TcpRecorder.before(to, new InetSocketAddress(InetAddress.getByName(address), port))));
        String host = "mx." + name + ".example";
        String daneHost = "dane-" + host;
        world.dns
                .zone()
                .address(host, address)
                .address(daneHost, address)
                .tlsa("_" + port + "._tcp." + daneHost, 3, 1, 1, key())
                .mx("any." + name + ".example", 10, host);
        LEVELS.forEach(level ->
                world.dns.zone().mx(level + "." + name + ".example", 10, level.equals("dane") ? daneHost : host));
    }

    private byte[] key() throws Exception {
        return MessageDigest.getInstance("SHA-256")
                .digest(certificate.certificate().getPublicKey().getEncoded());
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    private static String[] to(String way, List<String> levels) {
        return levels.stream()
                .map(level -> "bob@" + level + "." + way + ".example")
                .toArray(String[]::new);
    }

    private List<ReceivedMail> mailOf(String subject) {
        return tenant.received(partner).stream()
                .filter(mail -> Tenant.subject(mail).equals(subject))
                .toList();
    }

    private void awaitArrivals(String way, List<String> levels) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mailOf(way))
                        .flatExtracting(ReceivedMail::recipients)
                        .containsExactlyInAnyOrder(to(way, levels)));
    }

    /** Waits until each recipient is reported or has the message. */
    private void awaitOutcome(String way, List<String> levels) {
        await().atMost(PATIENCE)
                .until(() -> failures(way).size()
                                + mailOf(way).stream()
                                        .mapToInt(mail -> mail.recipients().size())
                                        .sum()
                        >= levels.size());
    }

    /** Who was reported, and with which code. */
    private List<String> failures(String way) {
        return tenant.reports().stream()
                .map(Report::read)
                .flatMap(
                        report -> report.failed().stream().map(recipient -> recipient + " " + report.status(recipient)))
                .filter(failure -> failure.contains("." + way + "."))
                .toList();
    }

    /** All recipients are reported with the code of a failure of TLS. */
    private void assertFailed(String way, List<String> levels) {
        assertThat(failures(way))
                .containsExactlyInAnyOrder(Stream.of(to(way, levels))
                        .map(recipient -> recipient + " 5.7.10")
                        .toArray(String[]::new));
    }

    private static void assertClean(TcpRecorder tap) {
        assertThat(tap.connections())
                .isNotEmpty()
                .allSatisfy(connection ->
                        assertThat(Wire.forbidden(Wire.inClear(connection))).isEmpty());
    }
}
