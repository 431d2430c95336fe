package io.sealpost.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.net.RecordedConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job: a message rule, and what becomes of mail under it. */
@ExtendWith(SharedWorld.class)
class MessageRuleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world;

    MessageRuleIT(World world) {
        this.world = world;
    }

    @Test
    void mailToAServerWithoutTlsArrivesInClearWhileTheRuleIsOff() {
        Tenant tenant = world.newTenant();
        tenant.createRule("Partners", World.PARTNER);

        tenant.send("rule-off", "carol@partner.example");

        ReceivedMail mail = tenant.arrival(world.partner, "rule-off");
        assertThat(mail.tls()).isEmpty();
    }

    @Test
    void mailToAServerWithoutTlsBouncesWhileTheRuleIsOn() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Partners", World.PARTNER));

        tenant.send("rule-on", "carol@partner.example");

        Report report = Report.read(tenant.onlyReport());
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

        ReceivedMail mail = tenant.onlyReport();
        assertThat(mail.tls()).isPresent();
        assertThat(mail.content()).doesNotContain("a line with a dot").doesNotContain("Sealpost-Report");
    }

    @Test
    void mailUnderARuleArrivesOverTlsByteForByteAsSent() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Banks", World.BANK));

        tenant.send("as-sent", "bob@bank.example");

        ReceivedMail mail = tenant.arrival(world.bank, "as-sent");
        assertThat(mail.tls()).isPresent();
        assertThat(withoutTrace(mail)).isEqualTo(latin1(tenant.message("as-sent")));
    }

    @Test
    void aRuleForADomainLeavesItsNeighboursAlone() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Banks", World.BANK));

        tenant.send("neighbours", "bob@notbank.example", "bob@sub.bank.example");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tenant.received(world.partner))
                        .flatExtracting(ReceivedMail::recipients)
                        .containsExactlyInAnyOrder("bob@notbank.example", "bob@sub.bank.example"));
        assertThat(tenant.received(world.partner)).allMatch(mail -> mail.tls().isEmpty());
    }

    @Test
    void aRuleCoversOnlyMailThatMeetsAllOfItsCriteria() {
        Tenant tenant = world.newTenant();
        tenant.cover(
                "Contracts",
                Map.of(
                        "to", Map.of("noneOf", List.of(World.BANK)),
                        "from", Map.of("anyOf", List.of(tenant.sender())),
                        "subject", Map.of("anyOf", List.of("CONTRACT")),
                        "headers", Map.of("Mime-Version", Map.of("anyOf", List.of("/^1[.]0$/"))),
                        "sourceNetwork", Map.of("anyOf", List.of("127.0.0.0/8"))));

        tenant.send("contract-7", "carol@partner.example");
        tenant.send("holidays", "carol@partner.example");

        assertThat(tenant.arrival(world.partner, "holidays").tls()).isEmpty();
        assertThat(Report.read(tenant.onlyReport()).returnedHeaders()).contains("Subject: contract-7");
        assertThat(tenant.received(world.partner)).extracting(Tenant::subject).containsExactly("holidays");
    }

    @Test
    void aMessageToTwoRecipientsSplits() {
        Tenant tenant = world.newTenant();
        tenant.switchOn(tenant.createRule("Both", World.BANK, World.PARTNER));

        tenant.send("split", "bob@bank.example", "carol@partner.example");

        assertThat(tenant.arrival(world.bank, "split").recipients()).containsExactly("bob@bank.example");
        ReceivedMail report = tenant.onlyReport();
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
            assertThat(tenant.received(world.partner)).hasSize(5);
        });
        assertThat(tenant.received(world.partner))
                .allMatch(mail -> mail.content().contains("Subject: free-"));
    }

    @Test
    void aRuleOfTheOrganizationCoversItsDomains() {
        Tenant tenant = world.newTenant();
        tenant.switchOnForOrganization("Partners", World.PARTNER);

        tenant.send("by-organization", "carol@partner.example");

        assertThat(Report.read(tenant.onlyReport()).failed()).containsExactly("carol@partner.example");
    }

    @Test
    void mailIsRoutedThroughMxRecords() {
        Tenant tenant = world.newTenant();
        world.dns.zone().mx("by-mx.example", 10, "mail.tenants.example");
        tenant.switchOn(tenant.createRule("By MX", "by-mx.example"));

        tenant.send("mx", "dora@by-mx.example");

        ReceivedMail mail = tenant.arrival(world.mailbox, "mx");
        assertThat(mail.recipients()).containsExactly("dora@by-mx.example");
        assertThat(mail.tls()).isPresent();
    }

    @Test
    void mailToADomainThatDoesNotExistIsReported() {
        Tenant tenant = world.newTenant();

        tenant.send("no-domain", "eve@nowhere.invalid");

        assertThat(Report.read(tenant.onlyReport()).status("eve@nowhere.invalid"))
                .isEqualTo("5.1.2");
    }

    @Test
    void aRelayKilledWithMailInItsQueueDeliversAllOfItAfterTheRestart() {
        Tenant tenant = world.newTenant();
        List<String> subjects =
                IntStream.rangeClosed(1, 50).mapToObj(n -> "queued-" + n).toList();
        subjects.forEach(subject -> tenant.send(subject, "sam@sleeper.example"));

        world.part("relay-1").kill();
        try (PartnerServer sleeper = world.wakeSleeper()) {
            world.part("relay-1").start();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(tenant.received(sleeper))
                            .extracting(Tenant::subject)
                            .containsAll(subjects));
        }
    }

    /** Connections to the partner on which anything of the tenant's mail was said. */
    private List<RecordedConnection> saidToPartner(Tenant tenant) {
        return world.partnerTap.connections().stream()
                .filter(connection -> connection.client().contains(tenant.domain()))
                .toList();
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
