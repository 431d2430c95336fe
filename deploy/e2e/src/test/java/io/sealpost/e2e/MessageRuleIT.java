package io.sealpost.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.net.RecordedConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job: a message rule, and what becomes of mail under it. */
class MessageRuleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static World world;

    @BeforeAll
    static void start() {
        world = World.start(1);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void mailToAServerWithoutTlsArrivesInClearWhileTheRuleIsOff() {
        Tenant tenant = world.newTenant();
        tenant.createRule("Partners", World.PARTNER);

        tenant.send("rule-off", "carol@partner.example");

        ReceivedMail mail = arrival(world.partner, tenant, "rule-off");
        assertThat(mail.tls()).isEmpty();
    }

    @Test
    void mailToAServerWithoutTlsBouncesWhileTheRuleIsOn() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Partners", World.PARTNER));

        tenant.send("rule-on", "carol@partner.example");

        Report report = Report.read(onlyReport(tenant));
        assertThat(report.subject()).isNotBlank();
        assertThat(report.text())
                .contains("carol@partner.example")
                .contains("could not establish a TLS connection")
                .contains("Partners");
        assertThat(report.failed()).containsExactly("carol@partner.example");
        assertThat(report.status("carol@partner.example")).isEqualTo("5.7.10");
        assertThat(report.returnedHeaders()).contains("Subject: rule-on");
        assertThat(saidToPartner(tenant)).isEmpty();
    }

    @Test
    void theReportTravelsEncryptedAndReturnsNothingOfTheBody() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Partners", World.PARTNER));

        tenant.send("leak-nothing", "carol@partner.example");

        ReceivedMail mail = onlyReport(tenant);
        assertThat(mail.tls()).isPresent();
        assertThat(mail.content()).doesNotContain("a line with a dot").doesNotContain("Sealpost-Report");
    }

    @Test
    void mailUnderARuleArrivesOverTlsByteForByteAsSent() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Banks", World.BANK));

        tenant.send("as-sent", "bob@bank.example");

        ReceivedMail mail = arrival(world.bank, tenant, "as-sent");
        assertThat(mail.tls()).isPresent();
        assertThat(withoutTrace(mail)).isEqualTo(latin1(tenant.message("as-sent")));
    }

    @Test
    void aRuleForADomainLeavesItsNeighboursAlone() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Banks", World.BANK));

        tenant.send("neighbours", "bob@notbank.example", "bob@sub.bank.example");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(received(world.partner, tenant))
                        .flatExtracting(ReceivedMail::recipients)
                        .containsExactlyInAnyOrder("bob@notbank.example", "bob@sub.bank.example"));
        assertThat(received(world.partner, tenant)).allMatch(mail -> mail.tls().isEmpty());
    }

    @Test
    void aMessageToTwoRecipientsSplits() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Both", World.BANK, World.PARTNER));

        tenant.send("split", "bob@bank.example", "carol@partner.example");

        assertThat(arrival(world.bank, tenant, "split").recipients()).containsExactly("bob@bank.example");
        ReceivedMail report = onlyReport(tenant);
        assertThat(Report.read(report).failed()).containsExactly("carol@partner.example");
        assertThat(Report.read(report).text()).doesNotContain("bob@bank.example");
    }

    @Test
    void aRuleWrittenWithWaitIsInForceForTheVeryNextMessage() {
        Tenant tenant = world.newTenant();
        String rule = tenant.createRule("Partners", World.PARTNER);
        for (int round = 1; round <= 5; round++) {
            tenant.switchOn(rule);
            tenant.send("covered-" + round, "carol@partner.example");
            tenant.switchOff(rule);
            tenant.send("free-" + round, "carol@partner.example");
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(tenant.reports()).hasSize(5);
            assertThat(received(world.partner, tenant)).hasSize(5);
        });
        assertThat(received(world.partner, tenant))
                .allMatch(mail -> mail.content().contains("Subject: free-"));
    }

    @Test
    void aRuleOfTheOrganizationCoversItsDomains() {
        Tenant tenant = world.newTenant();
        tenant.switchOnForOrganization("Partners", World.PARTNER);

        tenant.send("by-organization", "carol@partner.example");

        assertThat(Report.read(onlyReport(tenant)).failed()).containsExactly("carol@partner.example");
    }

    @Test
    void mailIsRoutedThroughMxRecords() {
        Tenant tenant = world.newTenant();
        world.dns.zone().mx("by-mx.example", 10, "mail.tenants.example");
        tenant.switchOn(tenant.createRule("By MX", "by-mx.example"));

        tenant.send("mx", "dora@by-mx.example");

        ReceivedMail mail = arrival(world.mailbox, tenant, "mx");
        assertThat(mail.recipients()).containsExactly("dora@by-mx.example");
        assertThat(mail.tls()).isPresent();
    }

    @Test
    void mailToADomainThatDoesNotExistIsReported() {
        Tenant tenant = world.newTenant();

        tenant.send("no-domain", "eve@nowhere.invalid");

        assertThat(Report.read(onlyReport(tenant)).status("eve@nowhere.invalid"))
                .isEqualTo("5.1.2");
    }

    @Test
    void aRelayKilledWithMailInItsQueueDeliversAllOfItAfterTheRestart() {
        Tenant tenant = world.newTenant();
        List<String> subjects =
                IntStream.rangeClosed(1, 50).mapToObj(n -> "queued-" + n).toList();
        subjects.forEach(subject -> tenant.send(subject, "sam@sleeper.example"));

        world.stack.part("relay-1").kill();
        try (PartnerServer sleeper = world.wakeSleeper()) {
            world.stack.part("relay-1").start();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(received(sleeper, tenant))
                            .extracting(MessageRuleIT::subject)
                            .containsAll(subjects));
        }
    }

    private static ReceivedMail arrival(PartnerServer server, Tenant tenant, String subject) {
        return await().atMost(PATIENCE)
                .until(
                        () -> received(server, tenant).stream()
                                .filter(mail -> subject(mail).equals(subject))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<ReceivedMail> received(PartnerServer server, Tenant tenant) {
        return server.received().stream()
                .filter(mail -> mail.sender().equals(tenant.sender()))
                .toList();
    }

    private static ReceivedMail onlyReport(Tenant tenant) {
        await().atMost(PATIENCE).until(() -> !tenant.reports().isEmpty());
        assertThat(tenant.reports()).hasSize(1);
        return tenant.reports().get(0);
    }

    /** Connections to the partner on which anything of the tenant's mail was said. */
    private static List<RecordedConnection> saidToPartner(Tenant tenant) {
        return world.partnerTap.connections().stream()
                .filter(connection -> connection.client().contains(tenant.domain()))
                .toList();
    }

    private static String subject(ReceivedMail mail) {
        return Stream.of(mail.headers().split("\r\n"))
                .filter(line -> line.startsWith("Subject: "))
                .map(line -> line.substring("Subject: ".length()))
                .findFirst()
                .orElse("");
    }

    /** The content behind the relay's own Received field, which is folded. */
    private static String withoutTrace(ReceivedMail mail) {
        assertThat(mail.content()).startsWith("Received: ");
        return mail.content().replaceFirst("^Received: [^\r]*\r\n([ \t][^\r]*\r\n)*", "");
    }

    private static String latin1(byte[] octets) {
        return new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
