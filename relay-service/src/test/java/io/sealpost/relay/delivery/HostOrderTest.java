package io.sealpost.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.outcome.Cause;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.route.Route;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two hosts, each good or bad in one of the classes, in either order and over the wire: what becomes of the recipient, and
 * which host's words say why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostOrderTest {
    /** The window of the rule is over, and all rounds before failed for TLS. */
    private static final History WINDOW_OVER = new History(Duration.ofHours(1), 2, true);

    private static final List<String> CLASSES =
            List.of("DELIVERED", "NET", "TLS-ABSENT", "TLS-TEMP", "LOCAL", "SMTP-TEMP", "SMTP-PERM");

    /** In each cell the host that decides, and the verdict; the second host is in the heading. */
    private static final String UNDER_ENCRYPT = """
            first \\ second | DELIVERED   | NET         | TLS-ABSENT           | TLS-TEMP    | LOCAL       | SMTP-TEMP   | SMTP-PERM
            DELIVERED      | 1 delivered | 1 delivered | 1 delivered          | 1 delivered | 1 delivered | 1 delivered | 1 delivered
            NET            | 2 delivered | 1 4.3.2     | 2 4.7.5              | 2 4.7.5     | 2 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            TLS-ABSENT     | 2 delivered | 1 4.7.5     | 1 tls-failure 5.7.10 | 2 4.7.5     | 2 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            TLS-TEMP       | 2 delivered | 1 4.7.5     | 1 4.7.5              | 1 4.7.5     | 2 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            LOCAL          | 2 delivered | 1 4.3.0     | 1 4.3.0              | 1 4.3.0     | 1 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            SMTP-TEMP      | 2 delivered | 1 4.2.1     | 1 4.2.1              | 1 4.2.1     | 1 4.2.1     | 1 4.2.1     | 2 rejected 5.1.1
            SMTP-PERM      | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1""";

    private static final String WHEN_THE_WINDOW_IS_OVER = """
            first \\ second | DELIVERED   | NET                  | TLS-ABSENT           | TLS-TEMP             | LOCAL       | SMTP-TEMP   | SMTP-PERM
            DELIVERED      | 1 delivered | 1 delivered          | 1 delivered          | 1 delivered          | 1 delivered | 1 delivered | 1 delivered
            NET            | 2 delivered | 1 4.3.2              | 2 tls-failure 5.7.10 | 2 tls-failure 5.7.10 | 2 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            TLS-ABSENT     | 2 delivered | 1 tls-failure 5.7.10 | 1 tls-failure 5.7.10 | 2 tls-failure 5.7.10 | 2 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            TLS-TEMP       | 2 delivered | 1 tls-failure 5.7.10 | 1 tls-failure 5.7.10 | 1 tls-failure 5.7.10 | 2 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            LOCAL          | 2 delivered | 1 4.3.0              | 1 4.3.0              | 1 4.3.0              | 1 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            SMTP-TEMP      | 2 delivered | 1 4.2.1              | 1 4.2.1              | 1 4.2.1              | 1 4.2.1     | 1 4.2.1     | 2 rejected 5.1.1
            SMTP-PERM      | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1""";

    /** A host without TLS takes the message in clear; one whose TLS fails does so on a second connection. */
    private static final String UNDER_NO_RULE = """
            first \\ second | DELIVERED   | NET         | TLS-ABSENT  | TLS-TEMP    | LOCAL       | SMTP-TEMP   | SMTP-PERM
            DELIVERED      | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered
            NET            | 2 delivered | 1 4.3.2     | 2 delivered | 2 delivered | 2 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            TLS-ABSENT     | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered
            TLS-TEMP       | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered | 1 delivered
            LOCAL          | 2 delivered | 1 4.3.0     | 2 delivered | 2 delivered | 1 4.3.0     | 2 4.2.1     | 2 rejected 5.1.1
            SMTP-TEMP      | 2 delivered | 1 4.2.1     | 2 delivered | 2 delivered | 1 4.2.1     | 1 4.2.1     | 2 rejected 5.1.1
            SMTP-PERM      | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1 | 1 rejected 5.1.1""";

    private final Scene scene = new Scene();

    @AfterAll
    void close() {
        scene.close();
    }

    /**
     * Two hosts and what must come of them.
     *
     * @param decides 1 or 2
     */
    record Pair(String first, String second, int decides, String verdict) {
        String kind(int host) {
            return host == 1 ? first : second;
        }
    }

    static List<Pair> underEncrypt() {
        return pairs(UNDER_ENCRYPT);
    }

    static List<Pair> whenTheWindowIsOver() {
        return pairs(WHEN_THE_WINDOW_IS_OVER);
    }

    static List<Pair> underNoRule() {
        return pairs(UNDER_NO_RULE);
    }

    @ParameterizedTest
    @MethodSource
    void underEncrypt(Pair pair) {
        assertPair(pair, deliver(pair, TlsRequirement.ENCRYPT, History.NONE), true);
    }

    @ParameterizedTest
    @MethodSource
    void whenTheWindowIsOver(Pair pair) {
        assertPair(pair, deliver(pair, TlsRequirement.ENCRYPT, WINDOW_OVER), true);
    }

    @ParameterizedTest
    @MethodSource
    void underNoRule(Pair pair) {
        assertPair(pair, deliver(pair, TlsRequirement.NONE, WINDOW_OVER), false);
    }

    /** A host behind one that has the last word is not even called. */
    private RecipientRound deliver(Pair pair, TlsRequirement requirement, History history) {
        boolean required = requirement.isRequired();
        try (ScriptedServer first = ScriptedServer.start(Scene.TLS, scripts(pair.first(), 1, required));
                ScriptedServer second = ScriptedServer.start(
                        Scene.TLS,
                        isLast(pair.first(), required)
                                ? new ScriptedServer.Script[0]
                                : scripts(pair.second(), 2, required))) {
            Route route = new Route.Targets(List.of(first.as("mx1.test"), second.as("mx2.test")), false, List.of());
            return scene.deliver(transaction(pair, requirement), route, Map.of(Scene.BOB, history))
                    .of(Scene.BOB);
        }
    }

    private static boolean isLast(String kind, boolean required) {
        return kind.equals("DELIVERED") || kind.equals("SMTP-PERM") || (!required && kind.startsWith("TLS-"));
    }

    /** One script for each connection that the host sees. */
    private static ScriptedServer.Script[] scripts(String kind, int host, boolean required) {
        ScriptedServer.Script take = peer -> peer.takeMail("250 2.0.0 taken by " + host);
        List<ScriptedServer.Script> scripts = new ArrayList<>();
        switch (kind) {
            case "DELIVERED" -> scripts.add(peer -> take.run(peer.upToTls()));
            case "NET" -> scripts.add(ending(Point.GREETING, "421 4.3.2 busy at " + host));
            case "TLS-ABSENT" ->
                scripts.add(peer -> {
                    peer.greet().ehlo("X" + host);
                    (required ? (ScriptedServer.Script) Peer::leave : take).run(peer);
                });
            case "TLS-TEMP" -> {
                scripts.add(ending(Point.STARTTLS, "454 4.7.0 not now at " + host));
                if (!required) {
                    scripts.add(peer -> take.run(peer.greet().ehlo("STARTTLS")));
                }
            }
            case "LOCAL" ->
                scripts.add(peer -> Point.DATA.reach(peer).say("354 go").awaitEnd());
            case "SMTP-TEMP" -> scripts.add(ending(Point.RCPT, "450 4.2.1 later at " + host));
            case "SMTP-PERM" -> scripts.add(ending(Point.RCPT, "550 5.1.1 unknown at " + host));
            default -> throw new IllegalArgumentException(kind);
        }
        return scripts.toArray(ScriptedServer.Script[]::new);
    }

    private static ScriptedServer.Script ending(Point at, String says) {
        return peer -> {
            at.then(says).run(peer);
            peer.leave();
        };
    }

    /** Its body cannot be opened for a host of the class LOCAL. */
    private static Transaction transaction(Pair pair, TlsRequirement requirement) {
        Deque<String> hostsThatAskForIt = new ArrayDeque<>(Stream.of(pair.first(), pair.second())
                .filter(kind -> !List.of("NET", "SMTP-TEMP", "SMTP-PERM").contains(kind))
                .filter(kind -> !requirement.isRequired() || !kind.startsWith("TLS-"))
                .toList());
        Transaction plain = Scene.transaction(requirement, Scene.BOB);
        Content content = new Content(false, false, plain.content().size(), () -> {
            if (hostsThatAskForIt.remove().equals("LOCAL")) {
                throw new IllegalStateException("the body is gone");
            }
            return plain.content().body().get();
        });
        return new Transaction(
                plain.queueId(), plain.reversePath(), plain.recipients(), requirement, content, DsnRequest.NONE);
    }

    private static void assertPair(Pair pair, RecipientRound round, boolean required) {
        String kind = pair.kind(pair.decides());
        assertThat(Scene.verdict(round)).isEqualTo(pair.verdict());
        assertThat(Scene.words(round)).containsExactlyElementsOf(classes(pair, required));
        assertThat(Scene.cause(round).map(Cause::text)).isEqualTo(words(kind, pair.decides(), required));
        assertThat(Scene.cause(round).flatMap(Cause::remoteHost))
                .isEqualTo(
                        List.of("NET", "TLS-TEMP", "SMTP-TEMP", "SMTP-PERM").contains(kind)
                                ? Scene.cause(round).map(cause -> "mx" + pair.decides() + ".test")
                                : Optional.empty());
    }

    private static List<String> classes(Pair pair, boolean required) {
        List<String> hosts =
                isLast(pair.first(), required) ? List.of(pair.first()) : List.of(pair.first(), pair.second());
        return hosts.stream()
                .flatMap(kind -> switch (required ? "" : kind) {
                    case "TLS-ABSENT" -> Stream.of("DELIVERED");
                    case "TLS-TEMP" -> Stream.of("TLS-TEMP", "DELIVERED");
                    default -> Stream.of(kind);
                })
                .toList();
    }

    /** What the cause says if that host decides; empty where the message is delivered. */
    private static Optional<String> words(String kind, int host, boolean required) {
        return switch (kind) {
            case "NET" -> Optional.of("421 4.3.2 busy at " + host);
            case "TLS-ABSENT" -> Optional.of("EHLO without STARTTLS").filter(said -> required);
            case "TLS-TEMP" -> Optional.of("454 4.7.0 not now at " + host).filter(said -> required);
            case "LOCAL" -> Optional.of("the relay failed internally");
            case "SMTP-TEMP" -> Optional.of("450 4.2.1 later at " + host);
            case "SMTP-PERM" -> Optional.of("550 5.1.1 unknown at " + host);
            default -> Optional.empty();
        };
    }

    private static List<Pair> pairs(String table) {
        return table.lines()
                .skip(1)
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                .flatMap(row -> IntStream.range(0, CLASSES.size())
                        .mapToObj(column -> pair(row.get(0), CLASSES.get(column), row.get(column + 1))))
                .toList();
    }

    private static Pair pair(String first, String second, String cell) {
        return new Pair(first, second, cell.charAt(0) - '0', cell.substring(2));
    }
}
