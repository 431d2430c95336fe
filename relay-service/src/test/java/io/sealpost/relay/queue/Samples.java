package io.sealpost.relay.queue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sealpost.relay.delivery.ClientSettings;
import io.sealpost.relay.delivery.Delivery;
import io.sealpost.relay.delivery.RecipientRound;
import io.sealpost.relay.delivery.ReuseSettings;
import io.sealpost.relay.delivery.SourceAddresses;
import io.sealpost.relay.delivery.Timeouts;
import io.sealpost.relay.delivery.TrustStore;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.EnhancedStatus;
import io.sealpost.relay.mail.HeaderPlaces;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.Notify;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.outcome.RecipientOutcome;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.Stop;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.report.EventWriter;
import io.sealpost.relay.report.RelayIdentity;
import io.sealpost.relay.route.DnsSettings;
import io.sealpost.relay.route.OwnAddresses;
import io.sealpost.relay.route.RouteSettings;
import io.sealpost.relay.route.Router;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.spool.BodyWriter;
import io.sealpost.relay.spool.Ids;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.tracing.Tracing;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Messages, rules and outcomes for the tests of this room. */
final class Samples {
    static final Instant ACCEPTED = Instant.parse("2026-11-24T08:16:00Z");
    static final Address BOB = Address.parse("bob@bank.example");
    static final Address CAROL = Address.parse("carol@elsewhere.example");
    static final Decision BANKS =
            new Decision(TlsRequirement.ENCRYPT, List.of(new RuleRef("domain/sender.example", "banks", "banks", 1)));
    static final RuleRef CONTRACTS = new RuleRef("domain/sender.example", "contracts", "Contracts", 1);
    static final Decision REJECTED = new Decision(
            TlsRequirement.NONE,
            List.of(CONTRACTS),
            Optional.of(new Stop.Reject(List.of(CONTRACTS), "Not by mail.")),
            Optional.empty(),
            List.of(),
            List.of());
    static final Decision HELD = new Decision(
            TlsRequirement.ENCRYPT,
            List.of(CONTRACTS),
            Optional.of(new Stop.Hold(List.of(CONTRACTS))),
            Optional.empty(),
            List.of(),
            List.of());
    static final Cause REFUSED = new Cause(
            Optional.of(AttemptClass.NET), EnhancedStatus.of("4.4.1"), "connection refused", Optional.empty());
    static final byte[] BODY = "From: Alice <alice@sender.example>\r\nSubject: Contract\r\n\r\nThe secret text.\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private Samples() {}

    /** From alice@sender.example. */
    static SpooledMessage message(Instant acceptedAt, SpooledRecipient... recipients) {
        return message(acceptedAt, ReversePath.parse("alice@sender.example"), recipients);
    }

    static SpooledMessage message(Instant acceptedAt, ReversePath from, SpooledRecipient... recipients) {
        return new SpooledMessage(
                Ids.next(acceptedAt),
                acceptedAt,
                from,
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                Optional.empty(),
                Optional.of("<m1@sender.example>"),
                false,
                false,
                BODY.length,
                acceptedAt,
                List.of(recipients));
    }

    /** One whose header is to be edited. */
    static SpooledMessage edited(SpooledRecipient... recipients) {
        SpooledMessage message = message(Instant.now(), recipients);
        return new SpooledMessage(
                message.id(),
                message.acceptedAt(),
                message.reversePath(),
                message.dsn(),
                message.domains(),
                message.facts(),
                message.report(),
                message.messageId(),
                message.eightBit(),
                message.smtpUtf8(),
                message.size(),
                Optional.of(new HeaderPlaces(
                        55, Optional.of(new HeaderPlaces.Subject(44, 9, HeaderPlaces.Text.APART, false)))),
                Optional.empty(),
                message.nextAttemptAt(),
                message.recipients());
    }

    static SpooledRecipient to(Address address, Decision decision) {
        return SpooledRecipient.accepted(address, RecipientDsn.NONE, decision);
    }

    static RecipientDsn notify(String on) {
        return new RecipientDsn(Optional.of(Notify.parse(on)), Optional.empty());
    }

    /** sender.example with one rule for each pattern that is given; other.example has none. */
    static RulesetView rules(String... patterns) {
        return rules(Map.of(), patterns);
    }

    /** As {@link #rules(String...)}, with further or other records. */
    static RulesetView rules(Map<String, String> more, String... patterns) {
        Map<String, String> records = new HashMap<>();
        records.put("organization/acme", """
                {"scope": "organization/acme", "epoch": 1, "revision": 1, "contact": "postmaster@acme.example",
                 "rules": []}""");
        StringBuilder rules = new StringBuilder();
        for (String pattern : patterns) {
            rules.append(rules.isEmpty() ? "" : ",").append("""
                    {"id": "%s", "revision": 1, "name": "%s", "direction": "outgoing", "enabled": true,
                     "criteria": {"to": {"anyOf": ["%s"]}}, "actions": {"relayWithTls": {}}}""".formatted(pattern, pattern, pattern));
        }
        records.put("domain/sender.example", """
                {"scope": "domain/sender.example", "epoch": 1, "revision": 1, "parent": "organization/acme",
                 "submitters": [], "rules": [%s]}""".formatted(rules));
        records.putAll(more);
        return RulesetView.of(records);
    }

    static Observation seen(Instant at, String address, AttemptClass kind) {
        return new Observation(
                at, "mx.example", Optional.of(address), kind, Optional.empty(), "seen", Optional.empty());
    }

    static RecipientRound delivered(Address recipient, Observation... seen) {
        return new RecipientRound(
                recipient, new RecipientOutcome.Delivered(Reply.of(250, "2.0.0 Ok"), false), List.of(seen));
    }

    static RecipientRound deferred(Address recipient, String status, Observation... seen) {
        Cause cause = new Cause(
                Optional.of(AttemptClass.NET), EnhancedStatus.of(status), "connection refused", Optional.empty());
        return new RecipientRound(recipient, new RecipientOutcome.Deferred(cause), List.of(seen));
    }

    static void accept(Spool spool, SpooledMessage message) throws Exception {
        BodyWriter body = spool.newBody(message.id());
        await(body.write(BODY));
        await(spool.accept(message, body, List.of()));
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    static InternalErrors errors() {
        return new InternalErrors(new SimpleMeterRegistry());
    }

    static Schedule schedule(Duration lifetime) {
        return new Schedule(Duration.ofMinutes(5), lifetime, () -> 0.5);
    }

    /** With the settings that hold where none is given. */
    static Delivery delivery(Vertx vertx, Spool spool) {
        return new Delivery(
                vertx,
                TrustStore.ofJdk(),
                QueueWiring.tlsMemory(spool),
                new ClientSettings(
                        setting(Timeouts.class),
                        "relay.sealpost.example",
                        100,
                        SourceAddresses.ANY,
                        setting(ReuseSettings.class)));
    }

    /** A queue that has not started, over real routes and delivery. */
    static DeliveryQueue queue(
            Vertx vertx,
            Spool spool,
            Map<Domain, HostPort> routes,
            Supplier<RulesetView> rulesets,
            QueueSettings settings) {
        RouteSettings fixed = new RouteSettings(
                routes,
                Optional.empty(),
                new DnsSettings(List.of(), Optional.empty()),
                25,
                true,
                "relay.sealpost.example",
                OwnAddresses.NONE);
        Courier courier = new Courier(spool, new Router(vertx, fixed), delivery(vertx, spool), errors(), Tracing.OFF);
        EventWriter events = new EventWriter(
                new RelayIdentity("relay-1", "relay.sealpost.example"),
                () -> UUID.randomUUID().toString());
        Schedule schedule = new Schedule(settings.firstRetry(), settings.lifetime(), () -> 0.5);
        Settler settler = new Settler(spool, schedule, events, Clock.systemUTC(), new OutcomeLog(), errors());
        Attempts attempts = new Attempts(
                spool,
                new OpenMessages(),
                () -> Optional.of(rulesets.get()::domain),
                courier,
                settler,
                Clock.systemUTC(),
                QueueWiring.eventLoops(vertx));
        return new DeliveryQueue(
                spool, attempts::attempt, attempts::giveUp, () -> true, settings, Clock.systemUTC(), errors());
    }

    private static <T> T setting(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
