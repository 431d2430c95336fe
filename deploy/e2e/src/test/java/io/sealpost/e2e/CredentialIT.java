package io.sealpost.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A credential that was made over REST, at the relays. */
@ExtendWith(SharedWorld.class)
class CredentialIT {
    private final World world;

    CredentialIT(World world) {
        this.world = world;
    }

    @Test
    void opensEveryRelayAsSoonAsTheAnswerSaysSo() throws MessagingException {
        Tenant tenant = world.newTenant();
        Response made = create(tenant);
        String login = made.path("login");
        String secret = made.path("secret");

        assertThat(made.<String>path("rollout.state")).isEqualTo("complete");
        logIn(1, login, secret);
        submit(tenant, login, secret, "by-http").statusCode(202);
        assertThat(tenant.arrival(world.bank, "by-http").tls()).isPresent();
    }

    @Test
    void closesEveryRelayOnceItIsSuspendedAndOpensThemByItsNewSecret() throws MessagingException {
        Tenant tenant = world.newTenant();
        Response made = create(tenant);
        String login = made.path("login");
        String secret = made.path("secret");
        String path = "/v1/domains/" + tenant.domain() + "/submitters/" + made.path("id");

        complete(tenant.write()
                .body(Map.of("suspended", true))
                .queryParam("wait", "20s")
                .patch(path));

        submit(tenant, login, secret, "suspended").statusCode(403).body("enhancedStatus", equalTo("5.7.13"));
        complete(tenant.write()
                .body(Map.of("suspended", false))
                .queryParam("wait", "20s")
                .patch(path));
        Response rotated = tenant.write()
                .body(Map.of("overlap", "PT0S"))
                .queryParam("wait", "20s")
                .post(path + "/rotate");
        complete(rotated);
        logIn(2, login, rotated.path("secret"));
        assertThatThrownBy(() -> logIn(2, login, secret)).isInstanceOf(AuthenticationFailedException.class);
    }

    private static void complete(Response response) {
        response.then().statusCode(200).body("rollout.state", equalTo("complete"));
    }

    private Response create(Tenant tenant) {
        return tenant.write()
                .body(Map.of("username", "mailout"))
                .queryParam("wait", "20s")
                .post("/v1/domains/{d}/submitters", tenant.domain());
    }

    private ValidatableResponse submit(Tenant tenant, String login, String secret, String subject) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("message/rfc822", ContentType.BINARY)))
                .baseUri(world.stack.relay(2).toString())
                .auth()
                .preemptive()
                .basic(login, secret)
                .contentType("message/rfc822")
                .queryParam("from", tenant.sender())
                .queryParam("to", "dave@" + World.BANK)
                .body(tenant.message(subject))
                .post("/v1/messages")
                .then();
    }

    /** By Angus Mail, over STARTTLS; throws if the relay does not let it in. */
    private void logIn(int relay, String login, String secret) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.auth", "true");
        settings.put("mail.smtp.starttls.required", "true");
        settings.put("mail.smtp.ssl.trust", "*");
        int port = world.stack.smtp(relay).getPort();
        try (Transport transport = Session.getInstance(settings).getTransport("smtp")) {
            transport.connect("127.0.0.1", port, login, secret);
        }
    }
}
