package io.sealpost.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sealpost.local.provision.Printable;
import io.sealpost.local.provision.RulesApi;
import io.sealpost.local.stack.Stack;
import io.sealpost.platform.mail.PartnerServer;
import io.sealpost.platform.mail.ReceivedMail;
import io.sealpost.platform.mail.SmtpClient;
import io.sealpost.platform.mail.SmtpReply;
import io.sealpost.platform.mail.TlsSession;
import io.sealpost.platform.net.RecordedConnection;
import io.sealpost.platform.process.ServerFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The steps of the demo, once everything runs. */
final class Story {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RULE = """
            {"name": "Relay with TLS encryption", "direction": "outgoing", \
            "criteria": {"to": {"anyOf": ["bank.example", "partner.example"]}}, \
            "actions": {"relayWithTls": {"level": "encrypt"}}}""";

    private final Stack stack;
    private final Partners partners;
    private final Observations seen;
    private final SampleMessage message = SampleMessage.now();

    Story(Stack stack, Partners partners, Observations seen) {
        this.stack = stack;
        this.partners = partners;
        this.seen = seen;
    }

    void tell() {
        RulesApi api = new RulesApi(stack.rules(), stack.operatorKey(), seen::say);
        createRule(api);
        sendMessage();
        lookAtTheBank();
        Optional<ReceivedMail> report = lookIntoTheMailbox();
        lookAtTheRecorder();
        report.ifPresent(this::showReport);
    }

    private void createRule(RulesApi api) {
        seen.step("Tell Sealpost by REST whose mail it relays, and the rule");
        api.call("PUT", "/v1/organizations/acme", "{\"displayName\": \"Acme\"}");
        api.call("PUT", "/v1/domains/sender.example", "{\"organization\": \"acme\"}");
        api.call("POST", "/v1/domains/sender.example/submitters", "{\"network\": \"127.0.0.1/32\"}");
        JsonNode rule = api.call("POST", "/v1/domains/sender.example/rules", RULE);
        seen.check("a new rule is created switched off", !rule.path("enabled").asBoolean(true));

        seen.step("Switch the rule on and wait until the relay enforces it");
        String path = "/v1/domains/sender.example/rules/" + rule.path("id").asText() + "?wait=10s";
        JsonNode changed = api.call("PATCH", path, "{\"enabled\": true}");
        seen.check("the rule is switched on", changed.path("enabled").asBoolean(false));
        JsonNode rollout = changed.path("rollout");
        seen.say("rollout: " + rollout);
        seen.check("every relay enforces it", rollout.path("state").asText().equals("complete"));
    }

    private void sendMessage() {
        seen.step("Send one message to the bank and to the partner through the relay's SMTP port");
        try (SmtpClient client = SmtpClient.connect(stack.smtp(1), TIMEOUT)) {
            show("(connect)", client.greeting());
            show("EHLO", client.ehlo("mail.sender.example"));
            show("MAIL FROM:<" + SampleMessage.SENDER + ">", client.mail(SampleMessage.SENDER));
            show("RCPT TO:<" + SampleMessage.AT_THE_BANK + ">", client.rcpt(SampleMessage.AT_THE_BANK));
            show("RCPT TO:<" + SampleMessage.AT_THE_PARTNER + ">", client.rcpt(SampleMessage.AT_THE_PARTNER));
            SmtpReply taken = client.data(message.content().getBytes(StandardCharsets.ISO_8859_1));
            show("DATA", taken);
            seen.check("the relay has taken the message", taken.code() == 250);
            client.quit();
        } catch (IOException e) {
            throw new ServerFailed("the message could not be handed to the relay: " + e, e);
        }
    }

    private void lookAtTheBank() {
        seen.step("The bank's server offers TLS");
        Optional<ReceivedMail> mail = await(partners.bank());
        seen.check("the bank has the message", mail.isPresent());
        mail.ifPresent(copy -> {
            seen.check("it came over TLS: " + described(copy.tls()), copy.tls().isPresent());
            seen.check("for Bob alone", copy.recipients().equals(List.of(SampleMessage.AT_THE_BANK)));
            Optional<String> trace = Copy.trace(copy.content(), message.content());
            seen.check(
                    "byte for byte as sent (" + message.content().length() + " bytes), with the relay's trace in front",
                    trace.isPresent());
            seen.quote(trace.orElse(copy.content()));
        });
    }

    private Optional<ReceivedMail> lookIntoTheMailbox() {
        seen.step("The partner's server has no TLS, so the message bounces to the sender's mailbox");
        Optional<ReceivedMail> report = await(partners.mailbox());
        seen.check("the sender has a non-delivery report", report.isPresent());
        return report;
    }

    private void lookAtTheRecorder() {
        seen.step("All that was said on the wire to and from the partner's server");
        List<RecordedConnection> connections = partners.recorder().connections();
        seen.check("the relay has asked the partner's server", !connections.isEmpty());
        StringBuilder said = new StringBuilder();
        for (RecordedConnection connection : connections) {
            seen.say("connection " + connection.number() + ", the partner's server:");
            seen.quote(connection.server());
            seen.say("connection " + connection.number() + ", the relay:");
            seen.quote(connection.client());
            said.append(connection.client());
        }
        ClearSpeech speech = new ClearSpeech(said.toString());
        seen.check(
                "the relay said nothing but EHLO, HELO, STARTTLS, NOOP, RSET and QUIT",
                speech.betrayals().isEmpty());
        seen.check(
                "no address, no name, no word of the message",
                speech.leaked(SampleMessage.secrets()).isEmpty());
        seen.check("the partner has no message", partners.partner().received().isEmpty());
    }

    private void showReport(ReceivedMail mail) {
        seen.step("The report in the sender's mailbox");
        Report report = new Report(mail.content());
        seen.check("it came over TLS: " + described(mail.tls()), mail.tls().isPresent());
        seen.check("to Alice, from the null path", mail.sender().isEmpty() && isForAlice(mail));
        seen.check("it is a multipart/report", report.isMultipartReport());
        seen.check("on Carol alone", report.recipients().equals(List.of(SampleMessage.AT_THE_PARTNER)));
        seen.check("with status 5.7.10, encryption needed", report.statuses().equals(List.of("5.7.10")));
        seen.check("it returns nothing of the body", !mail.content().contains(SampleMessage.bodyLine()));
        seen.quote(mail.content());
    }

    private static boolean isForAlice(ReceivedMail mail) {
        return mail.recipients().equals(List.of(SampleMessage.SENDER));
    }

    private void show(String said, SmtpReply reply) {
        seen.say(said + " -> " + Printable.of(reply.toString()));
    }

    private static String described(Optional<TlsSession> tls) {
        return tls.map(session -> session.protocol() + ", " + session.cipher()).orElse("no");
    }

    /** The first message of a server, once it is there; empty when it does not come. */
    private static Optional<ReceivedMail> await(PartnerServer server) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.received().isEmpty() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerFailed("interrupted while waiting for mail", e);
            }
        }
        return server.received().stream().findFirst();
    }
}
