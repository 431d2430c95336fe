package io.sealpost.relay.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sealpost.relay.mail.Address;
import io.sealpost.relay.mail.Domain;
import io.sealpost.relay.mail.HeaderEdit;
import io.sealpost.relay.mail.HostPort;
import io.sealpost.relay.mail.Network;
import io.sealpost.relay.policy.AcceptedName;
import io.sealpost.relay.policy.Actions;
import io.sealpost.relay.policy.ActiveTime;
import io.sealpost.relay.policy.AddressList;
import io.sealpost.relay.policy.AddressPattern;
import io.sealpost.relay.policy.ContentPart;
import io.sealpost.relay.policy.Demand;
import io.sealpost.relay.policy.Direction;
import io.sealpost.relay.policy.MessageCriterion;
import io.sealpost.relay.policy.Mode;
import io.sealpost.relay.policy.Rule;
import io.sealpost.relay.policy.Selection;
import io.sealpost.relay.policy.SpkiPin;
import io.sealpost.relay.policy.TextPattern;
import io.sealpost.relay.policy.TlsRequirement;
import io.sealpost.relay.policy.TlsVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesetContractTest {
    private static final Path CONTRACTS = Path.of(System.getProperty("sealpost.contracts", "../docs/contracts"));
    private static final RelayStatus STATUS = new RelayStatus("relay-1", "http://127.0.0.1:8081", Duration.ofHours(24));

    @Test
    void readsTheGoldenDomain() throws Exception {
        RulesetView view = RulesetView.of(Map.of(
                "domain/sender.example", golden("rulesets/domain.json"),
                "organization/acme", golden("rulesets/organization.json"),
                "organization/reseller", Records.organization("reseller", 1, "")));

        HostedDomain domain = ((DomainKnowledge.Hosted) view.domain(Domain.parse("sender.example"))).domain();

        assertThat(domain.organizationId()).isEqualTo("acme");
        assertThat(domain.contact()).contains("postmaster@acme.example");
        assertThat(domain.locale()).contains("de");
        assertThat(domain.inboundHost()).contains(new HostPort("mail.sender.example", 25));
        assertThat(domain.rules())
                .extracting(rule -> rule.ref().name())
                .containsExactly("Authorities", "Banks", "Everybody");
        assertThat(domain.rules()).extracting(Rule::enabled).containsExactly(false, true, false);
        assertThat(domain.rules()).extracting(Rule::direction).containsOnly(Direction.OUTGOING);
        assertThat(domain.rules()).extracting(Rule::actions).containsOnly(Actions.ENCRYPT);
    }

    @Test
    void readsEveryCriterionOfTheGoldenFile() throws Exception {
        RulesetView view = RulesetView.of(Map.of(
                "domain/sender.example", golden("rulesets/criteria.json"),
                "organization/acme", Records.organization("acme", 1, "")));

        HostedDomain domain = ((DomainKnowledge.Hosted) view.domain(Domain.parse("sender.example"))).domain();

        Rule rule = domain.rules().get(0);
        assertThat(rule.active())
                .isEqualTo(
                        new ActiveTime(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(rule.criteria().to().anyOf()).hasSize(2);
        assertThat(rule.criteria().to().noneOf()).containsExactly(AddressPattern.parse("press@bank.example"));
        assertThat(rule.criteria().message())
                .containsExactlyInAnyOrder(
                        new MessageCriterion.From(
                                Selection.anyOf(List.of(AddressPattern.parse("sales@sender.example")))),
                        new MessageCriterion.Header(
                                "subject",
                                new Selection<>(
                                        List.of(TextPattern.parse("contract")),
                                        List.of(TextPattern.parse("newsletter")))),
                        new MessageCriterion.Header(
                                "x-classification",
                                Selection.anyOf(List.of(TextPattern.parse("/secret|confidential/")))),
                        MessageCriterion.Content.of(
                                ContentPart.TEXT,
                                Selection.anyOf(List.of(
                                        TextPattern.parse("account number"),
                                        TextPattern.parse("/IBAN:? ?[A-Z]{2}[0-9]{2}/")))),
                        MessageCriterion.Content.of(
                                ContentPart.NAME,
                                new Selection<>(
                                        List.of(TextPattern.parse("/[.]xlsx?$/")),
                                        List.of(TextPattern.parse("pricelist.xlsx")))),
                        new MessageCriterion.Size(1, 1_000_000),
                        new MessageCriterion.Source(Selection.anyOf(
                                List.of(Network.parse("192.0.2.0/24"), Network.parse("2001:db8:1::/48")))));
    }

    @Test
    void readsTheSubmittersOfTheGoldenDomain() throws Exception {
        RulesetView view = RulesetView.of(Map.of("domain/sender.example", golden("rulesets/domain.json")));

        Submitter mailout = view.submitter("MailOut@Sender.example").orElseThrow();
        assertThat(mailout.quotas())
                .extracting(Quota::key, Quota::limits)
                .containsExactly(
                        tuple("0193591e-0000-7000-8000-000000000012", new HourlyLimits(1000, 10_000)),
                        tuple("domain/sender.example", new HourlyLimits(20_000, Integer.MAX_VALUE)));
        ScramVerifier verifier = mailout.credential().orElseThrow().verifier();
        assertThat(verifier.salt()).isEqualTo(Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="));
        assertThat(verifier.iterations()).isEqualTo(4096);
        assertThat(verifier.validAt(Instant.parse("2026-11-25T08:15:30.122Z"))).hasSize(2);
        assertThat(verifier.validAt(Instant.parse("2026-11-25T08:15:30.123Z"))).hasSize(1);
        SubmitterRights suspended = view.rightsOf(InetAddress.getByName("2001:db8:1::1"));
        assertThat(suspended.domains()).isEmpty();
        assertThat(suspended.isSuspendedFor(Domain.parse("sender.example"))).isTrue();
    }

    @Test
    void readsEveryLevelOfTheGoldenFile() throws Exception {
        RulesetView view = RulesetView.of(Map.of(
                "domain/levels.example", golden("rulesets/levels.json"),
                "organization/acme", Records.organization("acme", 1, "")));

        HostedDomain domain = ((DomainKnowledge.Hosted) view.domain(Domain.parse("levels.example"))).domain();

        Duration usual = TlsRequirement.DEFAULT_RETRY_WINDOW;
        assertThat(domain.rules())
                .extracting(rule -> rule.actions().requirement())
                .containsExactly(
                        TlsRequirement.of(TlsVersion.TLS_1_3, List.of(new Demand.HostName()), usual),
                        TlsRequirement.of(
                                TlsVersion.TLS_1_2,
                                List.of(new Demand.RecipientDomain(List.of(
                                        AcceptedName.parse(".provider.example"),
                                        AcceptedName.parse("mx.partner.example")))),
                                Duration.ZERO),
                        TlsRequirement.of(
                                TlsVersion.TLS_1_2,
                                List.of(new Demand.PinnedKey(
                                        List.of(new SpkiPin("0a".repeat(32)), new SpkiPin("5f".repeat(32))))),
                                Duration.ofDays(5)),
                        TlsRequirement.of(TlsVersion.TLS_1_2, List.of(new Demand.Dane()), usual));
    }

    @Test
    void readsEveryOtherActionOfTheGoldenFile() throws Exception {
        RulesetView view = RulesetView.of(Map.of(
                "domain/actions.example", golden("rulesets/actions.json"),
                "organization/acme", Records.organization("acme", 1, "")));

        HostedDomain domain = ((DomainKnowledge.Hosted) view.domain(Domain.parse("actions.example"))).domain();

        assertThat(domain.rules())
                .extracting(Rule::actions)
                .containsExactly(
                        new Actions(TlsRequirement.ENCRYPT, Optional.empty(), true, List.of(), List.of()),
                        new Actions(
                                TlsRequirement.NONE,
                                Optional.of("Nothing leaves for this company."),
                                false,
                                List.of(),
                                List.of()),
                        new Actions(
                                TlsRequirement.NONE,
                                Optional.of(Actions.DEFAULT_REJECTION),
                                false,
                                List.of(),
                                List.of()),
                        new Actions(
                                TlsRequirement.NONE,
                                Optional.empty(),
                                false,
                                List.of(
                                        new HeaderEdit.AddField("X-Classification", "external"),
                                        new HeaderEdit.AddField("X-Archive", "7 years"),
                                        new HeaderEdit.PrependSubject("[Außen]")),
                                List.of()),
                        new Actions(
                                TlsRequirement.NONE,
                                Optional.empty(),
                                false,
                                List.of(),
                                List.of(
                                        Address.parse("archive@actions.example"),
                                        Address.parse("audit@partner.example"))),
                        Actions.ENCRYPT);
        assertThat(domain.rules())
                .extracting(Rule::mode)
                .containsExactly(Mode.ENFORCE, Mode.ENFORCE, Mode.ENFORCE, Mode.ENFORCE, Mode.ENFORCE, Mode.MONITOR);
    }

    @Test
    void readsTheGoldenAddressList() throws Exception {
        ScopeState state = ScopeParser.parse(
                Scope.parse("address-list/acme/banks").orElseThrow(), golden("rulesets/address-list.json"));

        AddressList list = ((ScopeState.Addresses) state.content()).list();
        assertThat(list.matches(Address.parse("cfo+x@partner.example"))).isTrue();
        assertThat(list.matches(Address.parse("any@a.b.bank.example"))).isTrue();
        assertThat(list.matches(Address.parse("other@partner.example"))).isFalse();
    }

    @Test
    void readsTheGoldenDeletion() throws Exception {
        ScopeState state =
                ScopeParser.parse(new Scope(Scope.Kind.DOMAIN, "gone.example"), golden("rulesets/deleted.json"));

        assertThat(state.content()).isEqualTo(new ScopeState.Deleted());
        assertThat(state.version()).isEqualTo(new Version(1, 51));
    }

    @Test
    void writesTheGoldenStatus() throws Exception {
        ScopeState refused = new ScopeState(
                new Scope(Scope.Kind.DOMAIN, "newer.example"),
                new Version(1, 55),
                new ScopeState.Refused("rules[0].actions: unknown field \"seal\"", List.of(), true, true),
                PackedText.of(""));
        Progress progress = new Progress("p8hYdyxUSNmLr0YWmFfUVg", 1, 57, List.of(refused));

        Domain domain = Domain.parse("sender.example");
        Instant until = Instant.parse("2026-11-24T08:31:00Z");
        List<UsedUpQuotas.UsedUp> usedUp = List.of(
                new UsedUpQuotas.UsedUp(
                        Quota.of("0193591e-0000-7000-8000-000000000012", domain, Optional.empty(), HourlyLimits.NONE),
                        "messagesPerHour",
                        until),
                new UsedUpQuotas.UsedUp(Quota.of(domain, HourlyLimits.NONE), "recipientsPerHour", until));

        String active = STATUS.active(progress, usedUp, Instant.parse("2026-11-24T08:15:31Z"));

        assertSame(active, "relay-status/active.json");
        assertThat(schemaErrors(active)).isEmpty();
    }

    @Test
    void writesTheGoldenGoodbye() throws Exception {
        String retired = STATUS.retired(Instant.parse("2026-11-24T08:20:00Z"));

        assertSame(retired, "relay-status/retired.json");
        assertThat(schemaErrors(retired)).isEmpty();
    }

    @Test
    void writesAValidStatusWhileThereIsNoTopic() throws Exception {
        assertThat(schemaErrors(STATUS.active(Progress.none(""), List.of(), Instant.EPOCH)))
                .isEmpty();
    }

    private static void assertSame(String written, String goldenFile) throws IOException {
        JsonMapper mapper = new JsonMapper();
        assertThat(mapper.readTree(written)).isEqualTo(mapper.readTree(golden(goldenFile)));
    }

    private static List<Error> schemaErrors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(golden("relay-status/schema.json"), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }

    private static String golden(String name) throws IOException {
        return Files.readString(CONTRACTS.resolve(name));
    }
}
