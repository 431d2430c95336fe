package io.sealpost.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.mail.SmtpReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A customer: an organization with one domain, and this machine as its submitter.
 *
 * @param world where it lives
 * @param organization its organization's id
 * @param domain its domain
 */
record Tenant(World world, String organization, String domain) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Tenant create(World world, String organization, String domain) {
        Tenant tenant = new Tenant(world, organization, domain);
        tenant.write().body(Map.of("displayName", organization)).put("/v1/organizations/{o}", organization);
        tenant.write().body(Map.of("organization", organization)).put("/v1/domains/{d}", domain);
        Response last = tenant.write()
                .body(Map.of("network", "127.0.0.1/32"))
                .queryParam("wait", "20s")
                .post("/v1/domains/{d}/submitters", domain);
        assertThat(last.path("rollout.state").toString()).isEqualTo("complete");
        return tenant;
    }

    String sender() {
        return "alice@" + domain;
    }

    /** Creates a rule <em>Relay with TLS encryption</em>, which is switched off, and answers its id. */
    String createRule(String name, String... patterns) {
        return write().body(rule(name, false, patterns))
                .post("/v1/domains/{d}/rules", domain)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Switches a rule on and waits until every relay enforces it. */
    void switchOn(String rule) {
        set(rule, true);
    }

    /** Switches a rule off and waits until no relay enforces it. */
    void switchOff(String rule) {
        set(rule, false);
    }

    /** Creates a rule of the organization, switched on, and waits until every relay enforces it. */
    void switchOnForOrganization(String name, String... patterns) {
        write().body(rule(name, true, patterns))
                .queryParam("wait", "20s")
                .post("/v1/organizations/{o}/rules", organization)
                .then()
                .statusCode(201)
                .body("rollout.state", equalTo("complete"));
    }

    /** Submits a message through the relay; fails unless the relay takes it. */
    void send(String subject, String... recipients) {
        try (SmtpClient client = SmtpClient.connect(world.stack.smtp(1), PATIENCE)) {
            assertThat(client.ehlo("client." + domain).code()).isEqualTo(250);
            assertTaken(client.mail(sender()));
            for (String recipient : recipients) {
                assertTaken(client.rcpt(recipient));
            }
            assertTaken(client.data(message(subject)));
            client.quit();
        } catch (IOException e) {
            throw new AssertionError("the relay did not take the message", e);
        }
    }

    /** The message that {@link #send} sends under this subject. */
    byte[] message(String subject) {
        return ("From: Alice <" + sender() + ">\r\nTo: undisclosed-recipients:;\r\nSubject: " + subject
                        + "\r\nDate: Tue, 24 Nov 2026 08:15:58 +0000\r\nMessage-ID: <" + subject + "@" + domain
                        + ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + ".a line with a dot\r\nGrüße\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The reports that have reached the tenant's mailbox. */
    List<ReceivedMail> reports() {
        return world.mailbox.received().stream()
                .filter(mail -> mail.recipients().contains(sender()))
                .filter(mail -> mail.sender().isEmpty())
                .toList();
    }

    RequestSpecification write() {
        return given().baseUri(world.stack.rules().toString())
                .header("Authorization", "Bearer " + world.stack.operatorKey())
                .contentType(ContentType.JSON);
    }

    private void set(String rule, boolean enabled) {
        write().body(Map.of("enabled", enabled))
                .queryParam("wait", "20s")
                .patch("/v1/domains/{d}/rules/{r}", domain, rule)
                .then()
                .statusCode(200)
                .body("rollout.state", equalTo("complete"));
    }

    private static Map<String, Object> rule(String name, boolean enabled, String... patterns) {
        return Map.of(
                "name",
                name,
                "direction",
                "outgoing",
                "enabled",
                enabled,
                "criteria",
                Map.of("to", Map.of("anyOf", List.of(patterns))),
                "actions",
                Map.of("relayWithTls", Map.of("level", "encrypt")));
    }

    private static void assertTaken(SmtpReply reply) {
        assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
    }
}
