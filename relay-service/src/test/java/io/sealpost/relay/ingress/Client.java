package io.sealpost.relay.ingress;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.sealpost.relay.content.ContentLimits;
import io.sealpost.relay.content.ContentReader;
import io.sealpost.relay.content.ContentReading;
import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.ruleset.UsedUpQuotas;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.QueueIds;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.tracing.Tracing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Drives a session without a socket, and keeps what it says and wants. */
final class Client {
    static final Instant NOW = Instant.parse("2026-11-24T08:15:30Z");
    static final TlsParameters TLS = new TlsParameters("TLSv1.3", "TLS_AES_256_GCM_SHA384");
    static final Limits LIMITS = new Limits(1000, 500, 3, 200, 4, 40, 5, false);
    /** Made once: it costs some milliseconds. */
    private static final ReporterCredential REPORTER = ReporterCredential.of("bounce:s3cret");

    /** Its threads come when they are needed, and go. */
    private static final ContentReading CONTENT = new ContentReading(
            new ContentReader(new ContentLimits(5, 20, 1_000, 10_000, Duration.ofMinutes(1)), System::nanoTime), 1);

    final Session session;
    final List<String> said = new ArrayList<>();
    final List<SpooledMessage> stored = new ArrayList<>();
    final List<String> bodies = new ArrayList<>();
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    final List<Set<MessageCriterion.Content>> asked = new ArrayList<>();
    int discarded;
    boolean closed;
    boolean bodyAborted;

    private final Authenticator authenticator;

    Client(Terms terms, String address) {
        authenticator = terms.proofs().authenticator();
        session = new Session(terms, address(address));
        perform(session.onConnect());
        said.clear();
    }

    static Terms terms(Optional<RulesetView> rules) {
        return terms(() -> rules, Clock.fixed(NOW, ZoneOffset.UTC), usedUp -> {});
    }

    static Terms terms(Optional<RulesetView> rules, Limits limits) {
        return terms(() -> rules, limits, Clock.fixed(NOW, ZoneOffset.UTC), usedUp -> {});
    }

    static Terms terms(Supplier<Optional<RulesetView>> rules, Clock clock, Consumer<UsedUpQuotas.UsedUp> usedUp) {
        return terms(rules, LIMITS, clock, usedUp);
    }

    private static Terms terms(
            Supplier<Optional<RulesetView>> rules, Limits limits, Clock clock, Consumer<UsedUpQuotas.UsedUp> usedUp) {
        Authenticator authenticator =
                new Authenticator(rules, () -> "topic", Optional.of(REPORTER), new AuthFailures(clock, 10, 100), clock);
        return new Terms(
                "relay.example",
                limits,
                new ListenerPolicy(true, false, false),
                new Proofs(authenticator, (claim, proving) -> {}),
                CONTENT,
                rules,
                Optional::empty,
                new RateLimits(clock, usedUp),
                new Repeats(),
                new QueueIds(clock),
                clock,
                Tracing.OFF);
    }

    /** A registered submitter that has said EHLO. */
    static Client submitter() {
        return greeted(new Client(terms(Optional.of(Rules.twoTenants().view())), "192.0.2.25"));
    }

    /** A client that nobody knows, after STARTTLS. */
    static Client secured(Terms terms) {
        Client client = greeted(new Client(terms, "203.0.113.1"));
        client.say("STARTTLS");
        client.perform(client.session.onSecured(TLS));
        return greeted(client);
    }

    /** The bounce-service, after STARTTLS and AUTH. */
    static Client reporter(Terms terms) {
        Client client = secured(terms);
        client.say("AUTH PLAIN " + plain("bounce", "s3cret"));
        client.said.clear();
        return client;
    }

    static Client greeted(Client client) {
        client.say("EHLO mail.sender.example");
        client.said.clear();
        return client;
    }

    static String plain(String user, String secret) {
        return Base64.getEncoder().encodeToString(("\0" + user + "\0" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a line; gives the last line of what the session says to it. */
    String say(String line) {
        return send(line + "\r\n");
    }

    /** Sends octets, Latin-1; gives the last line of what the session says to them. */
    String send(String text) {
        ByteBuffer in = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        int before = said.size();
        perform(session.onOctets(in));
        while (in.hasRemaining() && !session.isWaiting()) {
            perform(session.onOctets(in));
        }
        return said.size() == before ? "" : said.get(said.size() - 1);
    }

    /** MAIL, RCPT and DATA, then the message; gives the final reply. */
    String mail(String path, String recipient, String message) {
        say("MAIL FROM:<" + path + ">");
        say("RCPT TO:<" + recipient + ">");
        say("DATA");
        return send(message + ".\r\n");
    }

    /** What was said and stored, without the names that each message gets. */
    String transcript() {
        String all = String.join("\n", said) + "\n" + closed + "\n" + String.join("\n", bodies);
        return all.replaceAll("0[0-9A-Z]{12}", "ID");
    }

    void perform(List<Effect> effects) {
        List<Effect> events = new ArrayList<>(effects);
        events.forEach(effect -> effect.accept(new Recorder()));
    }

    String bodyText() {
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Stores whatever it is given, at once, unless {@link #storing} is switched off. */
    boolean storing = true;

    /** Leaves the session waiting for whatever it wants done. */
    boolean idle;

    private final class Recorder implements Effect.Visitor {
        @Override
        public void say(Reply reply) {
            for (int i = 0; i < reply.lines().size(); i++) {
                said.add(reply.code()
                        + (i < reply.lines().size() - 1 ? "-" : " ")
                        + reply.lines().get(i));
            }
        }

        @Override
        public void startTls() {}

        @Override
        public void discard(int octets) {
            discarded += octets;
        }

        @Override
        public void openBody(QueueId id) {
            body.reset();
            bodyAborted = false;
        }

        @Override
        public void writeBody(byte[] octets) {
            body.writeBytes(octets);
        }

        @Override
        public void abortBody() {
            bodyAborted = true;
        }

        @Override
        public void readBody(Set<MessageCriterion.Content> questions) {
            asked.add(questions);
            if (!idle) {
                perform(session.onBodyRead(
                        CONTENT.read(completedFuture(new ByteArrayInputStream(body.toByteArray())), questions)
                                .toCompletableFuture()
                                .join()));
            }
        }

        @Override
        public void store(SpooledMessage message, Optional<RepeatKey> repeatKey) {
            if (idle) {
                return;
            }
            if (storing) {
                stored.add(message);
                bodies.add(bodyText());
                perform(session.onStored());
            } else {
                perform(session.onNotStored());
            }
        }

        @Override
        public void prove(Claim claim) {
            if (!idle) {
                perform(session.onProved(authenticator.prove(claim, session.client())));
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
