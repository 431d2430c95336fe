package io.sealpost.relay.delivery;

import io.sealpost.platform.tls.CertificateAuthority;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Route;
import io.sealpost.relay.route.Target;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** A delivery with everything around it real but the settings, and the values that most tests deliver. */
final class Scene implements AutoCloseable {
    static final CertificateAuthority AUTHORITY = CertificateAuthority.create("Test CA");
    static final SSLContext TLS = AUTHORITY.issue("mx.test").serverContext();
    /** Trusts {@link #AUTHORITY} alone. */
    static final TrustStore TRUST = trusting(AUTHORITY);

    static final Address BOB = Address.parse("bob@bank.test");
    static final Address CAROL = Address.parse("carol@bank.test");
    static final Address DAVE = Address.parse("dave@bank.test");
    static final String MESSAGE = "Subject: hello\r\n\r\n.dotted\r\nhello\r\n";

    private static final Duration LIMIT = Duration.ofMillis(400);

    final Vertx vertx = Vertx.vertx();
    final KnownDomains memory = new KnownDomains();
    private final SmtpClient client;

    Scene() {
        this(TlsPolicy.STANDARD, TRUST, Duration.ofSeconds(5));
    }

    /** Time limits of {@code limit} in every phase. */
    Scene(TlsPolicy policy, TrustStore trust, Duration limit) {
        client = new SmtpClient(vertx, policy, trust, settings(limit, 100, SourceAddresses.ANY), Clock.systemUTC());
    }

    Scene(ClientSettings settings) {
        this(settings, Clock.systemUTC());
    }

    Scene(ClientSettings settings, Clock clock) {
        client = new SmtpClient(vertx, TlsPolicy.STANDARD, TRUST, settings, clock);
    }

    /** Every connection serves for one message. */
    static ClientSettings settings(Duration limit, int maxRecipients, SourceAddresses sources) {
        return settings(limit, maxRecipients, sources, new Reuse(1, Duration.ofMinutes(5), Duration.ofSeconds(5), 1));
    }

    static ClientSettings settings(Duration limit, int maxRecipients, SourceAddresses sources, ReuseSettings reuse) {
        return settings(limit, limit, maxRecipients, sources, reuse);
    }

    /** @param resume for the first command on a connection that served before */
    static ClientSettings settings(
            Duration limit, Duration resume, int maxRecipients, SourceAddresses sources, ReuseSettings reuse) {
        return new ClientSettings(new Limits(limit, resume), "relay.test", maxRecipients, sources, reuse);
    }

    /** With time limits so short that a test can wait for them. */
    static Scene impatient() {
        return new Scene(TlsPolicy.STANDARD, TRUST, LIMIT);
    }

    /** A trust store of this root alone, read from a file as in operation. */
    static TrustStore trusting(CertificateAuthority root) {
        try {
            Path file = Files.createTempFile("roots", ".pem");
            file.toFile().deleteOnExit();
            Files.writeString(file, root.pem());
            return TrustStore.ofFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Delivers to BOB alone. */
    RecipientRound deliver(TlsRequirement requirement, Target... targets) {
        return deliver(transaction(requirement, BOB), targets).of(BOB);
    }

    Rounds deliver(Transaction transaction, Target... targets) {
        return deliver(transaction, new Route.Targets(List.of(targets), false, List.of()));
    }

    Rounds deliver(Transaction transaction, Route route) {
        return deliver(transaction, route, Map.of());
    }

    Rounds deliver(Transaction transaction, Route route, Map<Address, History> histories) {
        try {
            return new Rounds(new Delivery(client, memory, Clock.systemUTC())
                    .deliver(transaction, route, histories)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS));
        } catch (Exception e) {
            throw new AssertionError("a delivery must not fail", e);
        }
    }

    /** Delivers to BOB alone, by a host that is not one of the domain's own. */
    RecipientRound deliverElsewhere(TlsRequirement requirement, Target target) throws Exception {
        Route route = new Route.Targets(List.of(target), false, List.of());
        return new Rounds(new Delivery(client, memory, Clock.systemUTC())
                        .deliverElsewhere(transaction(requirement, BOB), route, Map.of())
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS))
                .of(BOB);
    }

    /** One connection to one target, TLS used as said whatever the transaction requires. */
    SmtpClient.Attempt attempt(Transaction transaction, Target target, Errand.TlsUse tls) throws Exception {
        return client.attempt(transaction, target, transaction.recipients(), tls)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    static Transaction transaction(TlsRequirement requirement, Address... recipients) {
        return transaction(requirement, false, MESSAGE, recipients);
    }

    static Transaction transaction(
            TlsRequirement requirement, boolean eightBit, String content, Address... recipients) {
        byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
        return new Transaction(
                "0QUEUEID00001",
                ReversePath.parse("alice@sender.test"),
                List.of(recipients),
                requirement,
                new Content(eightBit, false, octets.length, () -> chunks(octets, Math.max(1, octets.length / 3))),
                DsnRequest.NONE);
    }

    /** To whom nothing is required and this is monitored. */
    static Transaction monitored(Map<Address, TlsRequirement> monitored) {
        Transaction plain = transaction(TlsRequirement.NONE, monitored.keySet().toArray(Address[]::new));
        return new Transaction(
                plain.queueId(),
                plain.reversePath(),
                plain.recipients(),
                plain.requirement(),
                monitored,
                plain.content(),
                plain.dsn());
    }

    /** To BOB, with a body of 15 MB that no socket swallows unread. */
    static Transaction bulky(TlsRequirement requirement) {
        byte[] line = ("x".repeat(998) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        Transaction plain = transaction(requirement, BOB);
        return new Transaction(
                plain.queueId(),
                plain.reversePath(),
                plain.recipients(),
                requirement,
                new Content(false, false, 15_000L * line.length, () -> {
                    AtomicInteger left = new AtomicInteger(15_000);
                    return () -> CompletableFuture.completedFuture(
                            left.getAndDecrement() > 0 ? Optional.of(line) : Optional.empty());
                }),
                DsnRequest.NONE);
    }

    static BodySource chunks(byte[] octets, int size) {
        Deque<byte[]> chunks = new ArrayDeque<>();
        for (int from = 0; from < octets.length; from += size) {
            chunks.add(Arrays.copyOfRange(octets, from, Math.min(octets.length, from + size)));
        }
        return () -> CompletableFuture.completedFuture(Optional.ofNullable(chunks.poll()));
    }

    /** {@code delivered}, the status of a deferral, or type and status of a failure. */
    static String verdict(RecipientRound round) {
        return round.outcome()
                .match(
                        delivered -> "delivered",
                        deferred -> deferred.cause().status().toString(),
                        failed -> failed.type().word() + " " + failed.cause().status());
    }

    /** Why it was not delivered. */
    static Optional<Cause> cause(RecipientRound round) {
        return round.outcome()
                .match(
                        delivered -> Optional.empty(),
                        deferred -> Optional.of(deferred.cause()),
                        failed -> Optional.of(failed.cause()));
    }

    static List<String> words(RecipientRound round) {
        return round.observations().stream().map(each -> each.kind().word()).toList();
    }

    /** Says goodbye on the connections that are kept, as at a stop. */
    void closeClient() {
        client.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        closeClient();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Answers with what it is given and keeps apart what it is told. */
    static final class KnownDomains implements TlsMemory {
        final Set<Domain> before = ConcurrentHashMap.newKeySet();
        final Set<Domain> seen = ConcurrentHashMap.newKeySet();
        volatile boolean broken;

        @Override
        public void saw(Domain domain, Instant at) {
            seen.add(domain);
        }

        @Override
        public CompletionStage<Boolean> hasSeen(Domain domain, Instant now) {
            return broken
                    ? CompletableFuture.failedFuture(new IllegalStateException("unreadable"))
                    : CompletableFuture.completedFuture(before.contains(domain));
        }
    }

    /** What became of each recipient. */
    record Rounds(List<RecipientRound> all) {
        RecipientRound of(Address recipient) {
            return all.stream()
                    .filter(round -> round.recipient().equals(recipient))
                    .findFirst()
                    .orElseThrow();
        }
    }

    record Reuse(int maxMessages, Duration maxAge, Duration idleTimeout, int maxIdle) implements ReuseSettings {}

    /** The same limit everywhere but there. */
    private record Limits(Duration limit, Duration resume) implements Timeouts {
        @Override
        public Duration connect() {
            return limit;
        }

        @Override
        public Duration greeting() {
            return limit;
        }

        @Override
        public Duration command() {
            return limit;
        }

        @Override
        public Duration handshake() {
            return limit;
        }

        @Override
        public Duration data() {
            return limit;
        }

        @Override
        public Duration block() {
            return limit;
        }

        @Override
        public Duration finalDot() {
            return limit;
        }

        @Override
        public Duration quit() {
            return limit;
        }
    }
}
