package io.sealpost.relay.queue;

import static io.sealpost.relay.queue.Samples.ACCEPTED;
import static io.sealpost.relay.queue.Samples.BANKS;
import static io.sealpost.relay.queue.Samples.BOB;
import static io.sealpost.relay.queue.Samples.CAROL;
import static io.sealpost.relay.queue.Samples.rules;
import static io.sealpost.relay.queue.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.MessageDsn;
import io.sealpost.relay.mail.RecipientDsn;
import io.sealpost.relay.policy.ContentPart;
import io.sealpost.relay.policy.Decision;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.policy.MessageFacts;
import io.sealpost.relay.policy.RuleRef;
import io.sealpost.relay.policy.Selection;
import io.sealpost.relay.policy.TextPattern;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.Trial;
import io.sealpost.relay.ruleset.Governing;
import io.sealpost.relay.ruleset.RulesetView;
import io.sealpost.relay.spool.ReportForm;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.relay.spool.SpooledRecipient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedecisionTest {
    @Test
    void raisesTheRequirementByARuleOfToday() {
        Decision raised = decided(to(BOB, Decision.NONE), rules("bank.example"));

        assertThat(raised.requirement()).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(raised.rules()).extracting(RuleRef::name).containsExactly("bank.example");
    }

    @Test
    void keepsTheRequirementThatNoRuleOfTodayAsksFor() {
        assertThat(decided(to(BOB, BANKS), rules())).isEqualTo(BANKS);
    }

    /** What is tried is what was decided when the mail was taken, whatever rules say today. */
    @Test
    void keepsWhatIsMonitored() {
        Trial trial = new Trial(TlsRequirement.ENCRYPT, BANKS.rules(), Optional.empty(), List.of(), List.of());
        Decision monitored = new Decision(
                TlsRequirement.NONE, List.of(), Optional.empty(), Optional.of(trial), List.of(), List.of());

        assertThat(decided(to(BOB, monitored), rules())).isEqualTo(monitored);
        assertThat(decided(to(BOB, monitored), rules("bank.example")).trial()).contains(trial);
    }

    /** Who gets a copy must not get it in clear where a recipient of today must not. */
    @Test
    void raisesTheRequirementOfACopyByThoseOfTheRecipients() {
        SpooledRecipient copy = SpooledRecipient.copy(CAROL, Domain.parse("sender.example"), Decision.NONE);
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, Decision.NONE), copy);

        SpooledMessage raised = Redecision.apply(
                message, rules("bank.example")::domain, destination -> destination.equals(CAROL.domain()), ACCEPTED);

        assertThat(raised.recipients())
                .extracting(each -> each.decision().requirement())
                .containsExactly(TlsRequirement.NONE, TlsRequirement.ENCRYPT);
    }

    @Test
    void keepsTheRequirementWhenTheDomainIsHostedNoMore() {
        Map<String, String> deleted = Map.of(
                "domain/sender.example",
                "{\"scope\": \"domain/sender.example\", \"epoch\": 1, \"revision\": 9, \"deleted\": true}");

        assertThat(decided(to(BOB, BANKS), rules(deleted))).isEqualTo(BANKS);
        assertThat(Redecision.obstacle(Samples.message(ACCEPTED, to(BOB, BANKS)), rules(deleted)::domain, all -> true))
                .isEmpty();
    }

    @Test
    void namesARuleOnceThoughItMatchesAgain() {
        Decision before = new Decision(
                TlsRequirement.ENCRYPT, List.of(new RuleRef("domain/sender.example", "bank.example", "old name", 0)));

        assertThat(decided(to(BOB, before), rules("bank.example")).rules()).hasSize(1);
    }

    @Test
    void leavesRecipientsThatWaitNoMore() {
        SpooledRecipient done = new SpooledRecipient(
                BOB,
                Optional.empty(),
                RecipientDsn.NONE,
                Decision.NONE,
                SpooledRecipient.State.DELIVERED,
                Optional.of(ACCEPTED),
                1,
                true,
                false,
                List.of());

        assertThat(decided(done, rules("bank.example"))).isEqualTo(Decision.NONE);
    }

    @Test
    void leavesReportsUnderWhatTheyWereAccepted() {
        SpooledMessage message = Samples.message(ACCEPTED, to(CAROL, Decision.NONE));
        SpooledMessage report = new SpooledMessage(
                message.id(),
                ACCEPTED,
                message.reversePath(),
                MessageDsn.NONE,
                message.domains(),
                MessageFacts.NONE,
                Optional.of(ReportForm.REDACTED),
                message.messageId(),
                false,
                false,
                1,
                ACCEPTED,
                message.recipients());

        assertThat(Redecision.apply(report, rules("*")::domain, all -> true, ACCEPTED))
                .isEqualTo(report);
    }

    @Test
    void goesByWhatWasFoundInTheContentAtAcceptance() {
        RulesetView rules = rules(Map.of("domain/sender.example", """
                {"scope": "domain/sender.example", "epoch": 1, "revision": 2, "parent": "organization/acme",
                 "submitters": [], "rules": [{"id": "w", "revision": 2, "name": "words", "direction": "outgoing",
                 "enabled": true, "criteria": {"body": {"anyOf": ["secret"]}}, "actions": {"relayWithTls": {}}}]}"""));
        String key = MessageCriterion.Content.of(
                        ContentPart.TEXT, Selection.anyOf(List.of(TextPattern.parse("secret"))))
                .key();

        assertThat(decided(Map.of(key, true), rules)).isEqualTo(TlsRequirement.ENCRYPT);
        assertThat(decided(Map.of(key, false), rules)).isEqualTo(TlsRequirement.NONE);
        assertThat(decided(Map.of(), rules)).isEqualTo(TlsRequirement.ENCRYPT);
    }

    private static TlsRequirement decided(Map<String, Boolean> content, RulesetView rulesets) {
        MessageFacts facts = new MessageFacts(List.of(), false, Map.of(), content, 1, Optional.empty());
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, Decision.NONE));
        SpooledMessage found = new SpooledMessage(
                message.id(),
                message.acceptedAt(),
                message.reversePath(),
                message.dsn(),
                message.domains(),
                facts,
                message.report(),
                message.messageId(),
                false,
                false,
                1,
                ACCEPTED,
                message.recipients());
        return Redecision.apply(found, rulesets::domain, all -> true, ACCEPTED)
                .recipients()
                .get(0)
                .decision()
                .requirement();
    }

    @Test
    void findsAnObstacleWhereTheRulesAreNotKnown() {
        Map<String, String> newer = Map.of(
                "domain/sender.example",
                "{\"scope\": \"domain/sender.example\", \"epoch\": 1, \"revision\": 9, "
                        + "\"parent\": \"organization/absent\", \"submitters\": [], \"rules\": []}");

        assertThat(Redecision.obstacle(Samples.message(ACCEPTED, to(BOB, BANKS)), rules(newer)::domain, all -> true))
                .map(Governing.Obstacle::domain)
                .contains(Domain.parse("sender.example"));
    }

    @Test
    void raisesTheRequirementByARuleOfTheRecipientsDomainAndOnlyThere() {
        RulesetView rules = rules(Map.of("domain/" + BOB.domain(), """
                {"scope": "domain/bank.example", "epoch": 1, "revision": 2, "parent": "organization/acme",
                 "submitters": [], "rules": [{"id": "in", "revision": 2, "name": "in", "direction": "incoming",
                 "enabled": true, "criteria": {"to": {"anyOf": ["*"]}}, "actions": {"relayWithTls": {}}}]}"""));
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, Decision.NONE), to(CAROL, Decision.NONE));

        assertThat(Redecision.apply(message, rules::domain, BOB.domain()::equals, ACCEPTED)
                        .recipients())
                .extracting(each -> each.decision().requirement())
                .containsExactly(TlsRequirement.ENCRYPT, TlsRequirement.NONE);
        assertThat(Redecision.apply(message, rules::domain, CAROL.domain()::equals, ACCEPTED))
                .isEqualTo(message);
    }

    @Test
    void findsAnObstacleOnlyWhereTheRecipientsRulesAreNotKnown() {
        RulesetView rules = rules(Map.of("domain/" + BOB.domain(), """
                {"scope": "domain/bank.example", "epoch": 1, "revision": 2, "parent": "organization/absent",
                 "submitters": [], "rules": []}"""));
        SpooledMessage message = Samples.message(ACCEPTED, to(BOB, Decision.NONE), to(CAROL, Decision.NONE));

        assertThat(Redecision.obstacle(message, rules::domain, BOB.domain()::equals))
                .map(Governing.Obstacle::domain)
                .contains(BOB.domain());
        assertThat(Redecision.obstacle(message, rules::domain, CAROL.domain()::equals))
                .isEmpty();
    }

    private static Decision decided(SpooledRecipient recipient, RulesetView rulesets) {
        return Redecision.apply(Samples.message(ACCEPTED, recipient), rulesets::domain, all -> true, ACCEPTED)
                .recipients()
                .get(0)
                .decision();
    }
}
