package io.sealpost.e2e;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.mail.SmtpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sender whose address is not ASCII: a relay takes the report over HTTPS and delivers it with SMTPUTF8 (RFC 6531, 6533). */
@ExtendWith(SharedWorld.class)
class InternationalizedReportIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world;

    InternationalizedReportIT(World world) {
        this.world = world;
    }

    @Test
    void theReportReachesTheSendersMailboxOverTls() throws IOException {
        Tenant tenant = world.newTenant();
        String sender = "jörg@" + tenant.domain();

        submit(tenant, sender);

        ReceivedMail report = await().atMost(PATIENCE)
                .until(() -> arrived(sender), Optional::isPresent)
                .orElseThrow();
        assertThat(report.tls()).isPresent();
        assertThat(new String(report.bytes(), UTF_8))
                .contains("To: <" + sender + ">\r\n")
                .contains("Content-Type: message/global-delivery-status")
                .contains("Final-Recipient: rfc822; eve@nowhere.invalid\r\n")
                .contains("Status: 5.1.2\r\n");
        assertThat(relayQueueId(sender)).as("as the relay told it").isNotBlank();
    }

    private void submit(Tenant tenant, String sender) throws IOException {
        try (SmtpClient client = SmtpClient.connect(world.stack.smtp(1), PATIENCE)) {
            client.ehlo("client." + tenant.domain());
            assertThat(client.command("MAIL FROM:<" + sender + "> SMTPUTF8").code())
                    .isEqualTo(250);
            client.rcpt("eve@nowhere.invalid");
            SmtpReply reply =
                    client.data(("From: <" + sender + ">\r\nSubject: Grüße\r\n\r\nGrüße\r\n").getBytes(UTF_8));
            assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
            client.quit();
        }
    }

    private Optional<ReceivedMail> arrived(String sender) {
        return world.mailbox.received().stream()
                .filter(mail -> mail.recipients().contains(sender))
                .findFirst();
    }

    private String relayQueueId(String sender) {
        return given().baseUri(world.stack.bounce().toString())
                .auth()
                .oauth2(world.stack.adminToken())
                .queryParam("sender", sender)
                .get("/v1/reports")
                .path("items[0].relayQueueId");
    }
}
