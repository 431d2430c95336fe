package io.sealpost.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.outcome.AttemptClass;
import io.sealpost.relay.outcome.Observation;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.spool.Ids;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.sealpost.relay.spool.SpooledRecipient.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueListingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:16:00Z");

    @TempDir
    Path temp;

    private Spool spool;
    private Instant clock = NOW;

    @BeforeEach
    void fill() throws Exception {
        spool = Spool.open(temp.resolve("spool"));
        accept(
                "alice@sender.example",
                to("bob@bank.example", State.WAITING, TlsRequirement.ENCRYPT, "TLS-TEMP", "NET"));
        accept("carl@sender.example", to("bob@shop.example", State.WAITING, TlsRequirement.NONE));
        accept(
                "",
                to("eve@bank.example", State.FAILED, TlsRequirement.ENCRYPT, "TLS-ABSENT"),
                to("eve@shop.example", State.WAITING, TlsRequirement.NONE, "NET"));
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @ParameterizedTest
    @CsvSource({
        // domain, sender, requirement, class; the reverse paths that are listed
        ",             ,                     ,        ,           alice carl <>",
        "bank.example, ,                     ,        ,           alice",
        "SHOP.example, ,                     ,        ,           carl <>",
        "none.example, ,                     ,        ,           ''",
        ",             carl@sender.example,  ,        ,           carl",
        ",             sender.example,       ,        ,           alice carl",
        ",             <>,                   ,        ,           <>",
        ",             ,                     encrypt, ,           alice",
        ",             ,                     may,     ,           carl <>",
        ",             ,                     ,        NET,        alice <>",
        ",             ,                     ,        TLS-TEMP,   ''",
        ",             ,                     ,        TLS-ABSENT, ''",
        "bank.example, ,                     may,     ,           ''",
        "shop.example, <>,                   may,     NET,        <>",
    })
    void listsWhatFitsInAllThatIsGiven(String domain, String sender, String requirement, String kind, String listed) {
        QueueFilter filter = QueueFilter.parse(
                Optional.ofNullable(domain),
                Optional.ofNullable(sender),
                Optional.ofNullable(requirement),
                Optional.ofNullable(kind),
                Optional.empty());

        assertThat(paths(page(Optional.empty(), 10, filter))).isEqualTo(listed);
    }

    @ParameterizedTest
    @CsvSource({
        "domain,      a..b,             ,     ,",
        "sender,      ,         alice@@x,     ,",
        "requirement, ,                 , TLS1,",
        "class,       ,                 ,     , net",
    })
    void namesTheParameterThatDoesNotFit(String name, String domain, String sender, String requirement, String kind) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> QueueFilter.parse(
                        Optional.ofNullable(domain),
                        Optional.ofNullable(sender),
                        Optional.ofNullable(requirement),
                        Optional.ofNullable(kind),
                        Optional.empty()))
                .satisfies(problem -> assertThat(problem.getDetail()).startsWith(name + ": expected "));
    }

    @Test
    void listsWhatIsHeldOrWaits() throws Exception {
        accept("dora@sender.example", to("f@bank.example", State.HELD, TlsRequirement.NONE));

        assertThat(paths(page(Optional.empty(), 10, inState("held")))).isEqualTo("dora");
        assertThat(paths(page(Optional.empty(), 10, inState("waiting")))).isEqualTo("alice carl <>");
        assertThat(page(Optional.empty(), 10, inState("held")).items().get(0).held())
                .isEqualTo(1);
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> inState("failed"))
                .satisfies(problem -> assertThat(problem.getDetail()).startsWith("state: expected waiting or held"));
    }

    private static QueueFilter inState(String state) {
        return QueueFilter.parse(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(state));
    }

    @Test
    void goesOnWhereThePageBeforeEnded() {
        QueueFilter all = filter();
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            QueuePage page = page(cursor, 1, all);
            assertThat(page.items()).hasSize(1);
            seen.add(paths(page));
            cursor = page.nextCursor();
            pages++;
        } while (cursor.isPresent());

        assertThat(seen).containsExactly("alice", "carl", "<>");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void tellsWhereItGoesAndWhatWasLastSeen() {
        QueuePage.Item first = page(Optional.empty(), 10, filter()).items().get(0);

        assertThat(first.destinations()).containsExactly("bank.example");
        assertThat(first.lastSeen())
                .hasValueSatisfying(host -> assertThat(host.kind()).isEqualTo("NET"));
    }

    private static QueueFilter filter() {
        return QueueFilter.parse(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private QueuePage page(Optional<String> cursor, int limit, QueueFilter filter) {
        return new QueueListing(spool, SpooledMessage::nextAttemptAt).page(cursor.map(QueueId::new), limit, filter);
    }

    private static String paths(QueuePage page) {
        return String.join(
                " ",
                page.items().stream()
                        .map(QueuePage.Item::reversePath)
                        .map(path -> path.isEmpty() ? "<>" : path.split("@")[0])
                        .toList());
    }

    private static SpooledRecipient to(String address, State state, TlsRequirement requirement, String... seen) {
        List<Observation> observations = new ArrayList<>();
        for (String kind : seen) {
            observations.add(new Observation(
                    NOW.plusSeconds(observations.size()),
                    "mx.example",
                    Optional.empty(),
                    AttemptClass.of(kind),
                    Optional.empty(),
                    "seen",
                    Optional.empty()));
        }
        return new SpooledRecipient(
                Address.parse(address),
                Optional.empty(),
                RecipientDsn.NONE,
                new Decision(requirement, List.of()),
                state,
                Optional.empty(),
                seen.length,
                true,
                false,
                observations);
    }

    private void accept(String from, SpooledRecipient... recipients) throws Exception {
        clock = clock.plusSeconds(1);
        SpooledMessage message = new SpooledMessage(
                Ids.next(clock),
                NOW,
                ReversePath.parse(from),
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                0,
                NOW,
                List.of(recipients));
        spool.accept(message, spool.newBody(message.id()), List.of())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}
