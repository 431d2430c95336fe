package io.sealpost.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.mail.SmtpReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A customer: an organization with one domain, and this machine as its submitter, which may send as much as can be allowed.
 *
 * @param world where it lives
 * @param organization its organization's id
 * @param domain its domain
 */
record Tenant(World world, String organization, String domain) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Integer> MOST =
            Map.of("messagesPerHour", 1_000_000_000, "recipientsPerHour", 1_000_000_000);

    static Tenant create(World world, String organization, String domain) {
        Tenant tenant = new Tenant(world, organization, domain);
        tenant.write().body(Map.of("displayName", organization)).put("/v1/organizations/{o}", organization);
        tenant.write().body(Map.of("organization", organization)).put("/v1/domains/{d}", domain);
        Response last = tenant.write()
                .body(Map.of("network", "127.0.0.1/32", "limits", MOST))
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

    /** Creates a rule that demands this TLS, switched on, and waits until every relay enforces it. */
    void demand(String name, Map<String, Object> relayWithTls, List<String> patterns) {
        enforce(name, Map.of("to", Map.of("anyOf", patterns)), relayWithTls);
    }

    /** Creates a rule that covers mail by these criteria, switched on, and waits until every relay enforces it. */
    void cover(String name, Map<String, Object> criteria) {
        enforce(name, criteria, Map.of("level", "encrypt"));
    }

    private void enforce(String name, Map<String, Object> criteria, Map<String, Object> relayWithTls) {
        write().body(Map.of(
                        "name",
                        name,
                        "direction",
                        "outgoing",
                        "enabled",
                        true,
                        "criteria",
                        criteria,
                        "actions",
                        Map.of("relayWithTls", relayWithTls)))
                .queryParam("wait", "20s")
                .post("/v1/domains/{d}/rules", domain)
                .then()
                .statusCode(201)
                .body("rollout.state", equalTo("complete"));
    }

    /** Submits a message through the first relay and answers its queue id; fails unless the relay takes it. */
    String send(String subject, String... recipients) {
        SmtpReply reply = submit(1, subject, recipients);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
        return queueId(reply);
    }

    /** Submits a message through a relay and answers what the relay said last. */
    SmtpReply submit(int relay, String subject, String... recipients) {
        return submit(relay, message(subject), recipients);
    }

    /** Submits these octets through a relay and answers what the relay said last. */
    SmtpReply submit(int relay, byte[] message, String... recipients) {
        return submit(relay, sender(), message, recipients);
    }

    /** The same with this address of the tenant as reverse path. */
    SmtpReply submit(int relay, String from, byte[] message, String... recipients) {
        try (SmtpClient client = SmtpClient.connect(world.stack.smtp(relay), PATIENCE)) {
            assertThat(client.ehlo("client." + domain).code()).isEqualTo(250);
            SmtpReply reply = client.mail(from);
            for (int i = 0; i < recipients.length && reply.code() == 250; i++) {
                reply = client.rcpt(recipients[i]);
            }
            SmtpReply last = reply.code() == 250 ? client.data(message) : reply;
            client.quit();
            return last;
        } catch (IOException e) {
            throw new AssertionError("the relay did not answer", e);
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

    /** Waits for the message of this subject at a partner's server. */
    ReceivedMail arrival(PartnerServer server, String subject) {
        return await().atMost(PATIENCE)
                .until(
                        () -> received(server).stream()
                                .filter(mail -> subject(mail).equals(subject))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** What a partner's server has of this tenant, in the order of its arrival. */
    List<ReceivedMail> received(PartnerServer server) {
        return server.received().stream()
                .filter(mail -> mail.sender().equals(sender()))
                .toList();
    }

    /** Waits for a report, and fails when there is more than one. */
    ReceivedMail onlyReport() {
        await().atMost(PATIENCE).until(() -> !reports().isEmpty());
        assertThat(reports()).hasSize(1);
        return reports().get(0);
    }

    /** The reports that have reached the tenant's mailbox. */
    List<ReceivedMail> reports() {
        return world.mailbox.received().stream()
                .filter(mail -> mail.recipients().contains(sender()))
                .filter(mail -> mail.sender().isEmpty())
                .toList();
    }

    /** The queue id in the reply to a message that was taken. */
    static String queueId(SmtpReply taken) {
        return taken.toString().replaceFirst(".*queued as ", "");
    }

    static String subject(ReceivedMail mail) {
        return Stream.of(mail.headers().split("\r\n"))
                .filter(line -> line.startsWith("Subject: "))
                .map(line -> line.substring("Subject: ".length()))
                .findFirst()
                .orElse("");
    }

    RequestSpecification write() {
        return given().baseUri(world.stack.rules().toString())
                .header("Authorization", "Bearer " + world.stack.operatorKey())
                .contentType(ContentType.JSON);
    }

    /** Asks to switch a rule on or off and waits at most so long; the answer says how far that came. */
    Response set(String rule, boolean enabled, String wait) {
        return write().body(Map.of("enabled", enabled))
                .queryParam("wait", wait)
                .patch("/v1/domains/{d}/rules/{r}", domain, rule);
    }

    private void set(String rule, boolean enabled) {
        set(rule, enabled, "20s").then().statusCode(200).body("rollout.state", equalTo("complete"));
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
}
