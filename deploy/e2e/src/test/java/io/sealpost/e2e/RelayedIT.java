package io.sealpost.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.mail.SmtpReply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sender who asked to hear of success, and a next server that reports none (RFC 3461 §6.2.2). */
@ExtendWith(SharedWorld.class)
class RelayedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REPORTS_DUE = "sealpost.reports-due";

    private final World world;

    RelayedIT(World world) {
        this.world = world;
    }

    @Test
    void whoAskedForSuccessIsToBeToldThatTheMailWasRelayed() throws Exception {
        Tenant tenant = world.newTenant();

        String asked = submit(tenant, "asked", " NOTIFY=SUCCESS,FAILURE");
        String silent = submit(tenant, "silent", " NOTIFY=FAILURE");

        tenant.arrival(world.bank, "asked");
        tenant.arrival(world.bank, "silent");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Events.queueIds(world, REPORTS_DUE, "relayed"))
                        .contains(asked));
        assertThat(Events.queueIds(world, REPORTS_DUE, "relayed")).doesNotContain(silent);
    }

    private String submit(Tenant tenant, String subject, String parameters) throws IOException {
        try (SmtpClient client = SmtpClient.connect(world.stack.smtp(1), PATIENCE)) {
            client.ehlo("client." + tenant.domain());
            client.mail(tenant.sender());
            assertThat(client.command("RCPT TO:<bob@" + World.BANK + ">" + parameters)
                            .code())
                    .isEqualTo(250);
            SmtpReply reply = client.data(tenant.message(subject));
            assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
            client.quit();
            return Tenant.queueId(reply);
        }
    }
}
