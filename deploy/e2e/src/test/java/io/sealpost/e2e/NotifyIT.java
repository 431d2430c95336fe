package io.sealpost.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.mail.SmtpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Senders hear what they asked for, and nothing else (RFC 3461 §4.1). */
@ExtendWith(SharedWorld.class)
class NotifyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world;

    NotifyIT(World world) {
        this.world = world;
    }

    /** RFC 3461 §5.2.2: the next server reports no success itself. */
    @Test
    void whoAskedForSuccessIsToldThatTheMailWasRelayed() throws Exception {
        Tenant tenant = world.newTenant();
        String bob = "bob@" + World.BANK;

        String silent = submit(tenant, "silent", bob, " NOTIFY=FAILURE");
        tenant.arrival(world.bank, "silent");
        submit(tenant, "asked", bob, " NOTIFY=SUCCESS,FAILURE");

        Report report = Report.read(tenant.onlyReport());
        assertThat(report.returnedHeaders()).contains("Subject: asked");
        assertThat(report.action(bob)).isEqualTo("relayed");
        assertThat(recorded(silent)).isEmpty();
    }

    @Test
    void whoAskedForNothingIsToldNothingAndThatIsRecorded() throws Exception {
        Tenant tenant = world.newTenant();

        String never = submit(tenant, "never", "eve@nowhere.invalid", " NOTIFY=NEVER");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recorded(never)).containsExactly("suppressed"));
        submit(tenant, "unasked", "eve@nowhere.invalid", "");

        assertThat(Report.read(tenant.onlyReport()).returnedHeaders()).contains("Subject: unasked");
    }

    @Test
    void whoAskedToHearOfADelayIsToldOnceThatTheMailWaits() throws Exception {
        Tenant tenant = world.newTenant();
        String sam = "sam@" + World.SLEEPER;

        submit(tenant, "waits-untold", sam, " NOTIFY=FAILURE");
        submit(tenant, "waits", sam, " NOTIFY=DELAY,FAILURE");

        Report report = Report.read(tenant.onlyReport());
        assertThat(report.returnedHeaders()).contains("Subject: waits");
        assertThat(report.action(sam)).isEqualTo("delayed");
        assertThat(report.failed()).isEmpty();
    }

    private String submit(Tenant tenant, String subject, String recipient, String parameters) throws IOException {
        try (SmtpClient client = SmtpClient.connect(world.stack.smtp(1), PATIENCE)) {
            client.ehlo("client." + tenant.domain());
            client.mail(tenant.sender());
            assertThat(client.command("RCPT TO:<" + recipient + ">" + parameters)
                            .code())
                    .isEqualTo(250);
            SmtpReply reply = client.data(tenant.message(subject));
            assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
            client.quit();
            return Tenant.queueId(reply);
        }
    }

    /** How the reports on a message ended. */
    private List<String> recorded(String queueId) {
        JsonPath reports = given().baseUri(world.stack.bounce().toString())
                .auth()
                .oauth2(world.stack.adminToken())
                .queryParam("queueId", queueId)
                .get("/v1/reports")
                .jsonPath();
        return reports.getList("items.status", String.class);
    }
}
