package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.await;
import static io.sealpost.relay.queue.Samples.rules;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.mail.ReversePath;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.queue.Interventions.Result;
import io.sealpost.relay.report.EventWriter;
import io.sealpost.relay.report.OperatorAct;
import io.sealpost.relay.report.RelayIdentity;
import io.sealpost.relay.ruleset.DomainKnowledge;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.spool.Ids;
import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.Spool;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real spool; what is woken is noted, and nothing is delivered. */
class InterventionsIT {
    private static final OperatorAct ACT = new OperatorAct("jo", Optional.of("sent in error"));
    private static final Instant NOW = Instant.now();

    @TempDir
    Path temp;

    private final Vertx vertx = Vertx.vertx();
    private final OpenMessages open = new OpenMessages();
    private final List<QueueId> woken = new ArrayList<>();
    private Consumer<Outcome> listener = new OutcomeLog();
    private Spool spool;

    @BeforeEach
    void openSpool() {
        spool = Spool.open(temp.resolve("spool"));
    }

    @AfterEach
    void close() {
        spool.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void givesUpAllRecipientsThatWaitAndHasTheSenderTold() throws Exception {
        SpooledMessage message = accepted(to(BOB, BANKS), delivered());

        assertThat(result(known(rules()).giveUp(message.id(), ACT))).isEqualTo(Result.DONE);

        assertThat(spool.find(message.id())).isEmpty();
        assertThat(woken).containsExactly(message.id());
        JsonNode failed = event("sealpost.deliveries");
        assertThat(failed.get("type").asText()).isEqualTo("failed");
        assertThat(failed.get("by").asText()).isEqualTo("jo");
        assertThat(failed.get("reason").asText()).isEqualTo("sent in error");
        JsonNode report = event("sealpost.reports-due");
        assertThat(report.get("id")).isEqualTo(failed.get("reportId"));
        assertThat(report.get("type").asText()).isEqualTo("operator");
        assertThat(report.get("confidential").asBoolean()).isTrue();
        assertThat(report.get("recipients")).hasSize(1);
        assertThat(report.at("/recipients/0/address").asText()).isEqualTo(BOB.toString());
        assertThat(report.at("/recipients/0/diagnostic/text").asText()).endsWith(": sent in error");
        assertThat(report.toString()).doesNotContain("jo");
    }

    @Test
    void givesUpThoughTheRulesAreNotKnown() throws Exception {
        SpooledMessage message = accepted(to(BOB, BANKS));

        assertThat(result(interventions(Optional.empty()).giveUp(message.id(), ACT)))
                .isEqualTo(Result.DONE);
        assertThat(spool.find(message.id())).isEmpty();
    }

    @Test
    void releasesUnderTheRulesOfTodayThoughTheyDemandLess() throws Exception {
        SpooledMessage message = accepted(to(BOB, BANKS), to(CAROL, BANKS));

        assertThat(result(known(rules("elsewhere.example")).release(message.id(), ACT)))
                .isEqualTo(Result.DONE);

        SpooledMessage released = spool.find(message.id()).orElseThrow();
        assertThat(released.recipients().get(0).decision()).isEqualTo(Decision.NONE);
        assertThat(released.recipients().get(1).decision().requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(woken).containsExactly(message.id());
        JsonNode event = event("sealpost.deliveries");
        assertThat(event.get("type").asText()).isEqualTo("released");
        assertThat(event.get("by").asText()).isEqualTo("jo");
        assertThat(event.at("/recipients/0").has("requirement")).isFalse();
        assertThat(event.at("/recipients/1/requirement/level").asText()).isEqualTo("encrypt");
    }

    @Test
    void leavesRecipientsAloneThatWaitNoMore() throws Exception {
        SpooledMessage message = accepted(delivered(), to(CAROL, BANKS));

        result(known(rules()).release(message.id(), ACT));

        assertThat(spool.find(message.id()).orElseThrow().recipients().get(0)).isEqualTo(delivered());
    }

    @Test
    void releasesNothingWhoseRulesAreNotKnown() throws Exception {
        SpooledMessage message = accepted(to(BOB, BANKS));
        String orphan = "{\"scope\": \"domain/sender.example\", \"epoch\": 1, \"revision\": 9,"
                + " \"parent\": \"organization/absent\", \"submitters\": [], \"rules\": []}";
        RulesetView halfKnown = rules(Map.of("domain/sender.example", orphan));

        assertThat(result(known(halfKnown).release(message.id(), ACT))).isEqualTo(Result.RULES_NOT_KNOWN);
        assertThat(result(interventions(Optional.empty()).release(message.id(), ACT)))
                .isEqualTo(Result.RULES_NOT_KNOWN);
        assertThat(spool.find(message.id())).contains(message);
    }

    @Test
    void releasesNoReport() throws Exception {
        SpooledMessage report = stored(new SpooledMessage(
                Ids.next(NOW),
                NOW,
                ReversePath.NULL,
                MessageDsn.NONE,
                List.of(Domain.parse("sender.example")),
                MessageFacts.NONE,
                Optional.of(ReportForm.FULL),
                Optional.empty(),
                false,
                false,
                Samples.BODY.length,
                NOW,
                List.of(to(BOB, BANKS))));

        assertThat(result(known(rules()).release(report.id(), ACT))).isEqualTo(Result.IS_REPORT);
        assertThat(spool.find(report.id())).contains(report);
    }

    @Test
    void letsGoWhatIsHeldAndDemandsNoLess() throws Exception {
        SpooledMessage message = accepted(to(BOB, Samples.HELD), delivered());

        assertThat(result(known(rules()).letGo(message.id(), ACT))).isEqualTo(Result.DONE);

        SpooledMessage free = spool.find(message.id()).orElseThrow();
        assertThat(free.recipients().get(0).isWaiting()).isTrue();
        assertThat(free.recipients().get(0).decision()).isEqualTo(Samples.HELD);
        assertThat(woken).containsExactly(message.id());
        JsonNode event = event("sealpost.deliveries");
        assertThat(event.get("type").asText()).isEqualTo("released");
        assertThat(event.get("recipients")).hasSize(1);
        assertThat(event.at("/recipients/0/requirement/level").asText()).isEqualTo("encrypt");
        assertThat(result(known(rules()).letGo(message.id(), ACT))).isEqualTo(Result.NOT_HELD);
    }

    @Test
    void leavesWhatIsHeldUnderWhatWasDemandedWhenTheRestIsReleased() throws Exception {
        SpooledMessage message = accepted(to(BOB, Samples.HELD), to(CAROL, BANKS));

        result(known(rules()).release(message.id(), ACT));

        assertThat(spool.find(message.id()).orElseThrow().recipients().get(0)).isEqualTo(to(BOB, Samples.HELD));
    }

    @Test
    void refusesWhatIsHeldAndHasTheSenderTold() throws Exception {
        SpooledMessage message = accepted(to(BOB, Samples.HELD), to(CAROL, BANKS));

        assertThat(result(known(rules()).refuse(message.id(), ACT))).isEqualTo(Result.DONE);

        assertThat(spool.find(message.id()).orElseThrow().waiting()).hasSize(1);
        JsonNode report = event("sealpost.reports-due");
        assertThat(report.get("type").asText()).isEqualTo("policy");
        assertThat(report.at("/recipients/0/held").asText()).isEqualTo("refused");
        assertThat(report.at("/recipients/0/rules/0/name").asText()).isEqualTo("Contracts");
        assertThat(report.at("/recipients/0/diagnostic/text").asText()).isEqualTo("sent in error");
        assertThat(event("sealpost.deliveries").get("by").asText()).isEqualTo("jo");
        assertThat(report.toString()).doesNotContain("jo");
    }

    @Test
    void givesUpWhatIsHeldWithTheRest() throws Exception {
        SpooledMessage message = accepted(to(BOB, Samples.HELD), to(CAROL, BANKS));

        assertThat(result(known(rules()).giveUp(message.id(), ACT))).isEqualTo(Result.DONE);

        assertThat(spool.find(message.id())).isEmpty();
    }

    @Test
    void waitsForTheOutcomeOfAnAttemptThatIsUnderWay() throws Exception {
        SpooledMessage message = accepted(to(BOB, BANKS));
        open.open(message.id(), () -> Future.succeededFuture(Optional.of(message)));

        assertThat(result(known(rules()).giveUp(message.id(), ACT))).isEqualTo(Result.BEING_TRIED);
        assertThat(spool.find(message.id())).contains(message);

        open.close(message.id());
        assertThat(result(known(rules()).giveUp(message.id(), ACT))).isEqualTo(Result.DONE);
    }

    @Test
    void anAttemptThatBeginsMeanwhileFindsNobodyWaiting() throws Exception {
        SpooledMessage message = accepted(to(BOB, BANKS));

        Future<Result> givenUp = known(rules()).giveUp(message.id(), ACT);
        OpenMessages.Shared attempt = open.open(message.id(), () -> Future.succeededFuture(Optional.of(message)));

        assertThat(await(attempt.message().toCompletionStage()))
                .hasValueSatisfying(seen -> assertThat(seen.isSettled()).isTrue());
        assertThat(result(givenUp)).isEqualTo(Result.DONE);
    }

    @Test
    void isDoneThoughNobodyCanBeToldOfIt() throws Exception {
        SpooledMessage message = accepted(to(BOB, BANKS));
        listener = outcome -> {
            throw new IllegalStateException("a listener is broken");
        };

        assertThat(result(known(rules()).giveUp(message.id(), ACT))).isEqualTo(Result.DONE);
        assertThat(spool.find(message.id())).isEmpty();
    }

    @Test
    void knowsNoMessageThatIsNotInTheSpool() throws Exception {
        assertThat(result(known(rules()).giveUp(Ids.next(NOW), ACT))).isEqualTo(Result.NO_SUCH_MESSAGE);
    }

    private Interventions known(RulesetView view) {
        return interventions(Optional.of(view::domain));
    }

    private Interventions interventions(Optional<Function<Domain, DomainKnowledge>> rulesets) {
        EventWriter events = new EventWriter(
                new RelayIdentity("relay-1", "relay.sealpost.example"),
                () -> UUID.randomUUID().toString());
        Settler settler = new Settler(
                spool, Samples.schedule(Duration.ofDays(5)), events, Clock.systemUTC(), listener, Samples.errors());
        return new Interventions(spool, open, settler, () -> rulesets, vertx, woken::add);
    }

    private SpooledMessage accepted(SpooledRecipient... recipients) throws Exception {
        return stored(Samples.message(NOW, recipients));
    }

    private SpooledMessage stored(SpooledMessage message) throws Exception {
        Samples.accept(spool, message);
        return spool.find(message.id()).orElseThrow();
    }

    private static SpooledRecipient delivered() {
        return new SpooledRecipient(
                CAROL,
                Optional.empty(),
                RecipientDsn.NONE,
                BANKS,
                SpooledRecipient.State.DELIVERED,
                Optional.empty(),
                1,
                true,
                false,
                List.of());
    }

    private static Result result(Future<Result> intervention) throws Exception {
        return await(intervention.toCompletionStage());
    }

    private JsonNode event(String topic) throws IOException {
        String value = spool.outbox().after(0, 100, Long.MAX_VALUE).stream()
                .map(entry -> entry.event())
                .filter(event -> event.topic().equals(topic))
                .reduce((one, other) -> {
                    throw new AssertionError("more than one event on " + topic);
                })
                .orElseThrow()
                .value();
        return new JsonMapper().readTree(value);
    }
}
