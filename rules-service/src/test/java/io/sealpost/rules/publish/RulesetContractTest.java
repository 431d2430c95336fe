package io.sealpost.rules.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sealpost.rules.Contracts;
import io.sealpost.rules.publish.PublishedSubmitter.Keys;
import io.sealpost.rules.publish.PublishedSubmitter.Scram;
import io.sealpost.rules.publish.Ruleset.PublishedRule;
import io.sealpost.rules.rule.Actions;
import io.sealpost.rules.rule.Actions.Reject;
import io.sealpost.rules.rule.Actions.RelayWithTls;
import io.sealpost.rules.rule.ActiveTime;
import io.sealpost.rules.rule.Criteria;
import io.sealpost.rules.rule.Direction;
import io.sealpost.rules.rule.Mode;
import io.sealpost.rules.rule.Selection;
import io.sealpost.rules.rule.TlsLevel;
import io.sealpost.rules.rule.TlsVersion;
import io.sealpost.rules.scope.HourlyLimits;
import io.sealpost.rules.tenant.DomainLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is published is, to the order of its fields, what the golden files show. */
class RulesetContractTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Instant AT = Instant.parse("2026-11-24T08:15:30.123Z");
    private static final RelayWithTls ENCRYPT = tls(TlsLevel.ENCRYPT, null, null, null, null);

    private static UUID id(int last) {
        return UUID.fromString("0193591e-0000-7000-8000-0000000000" + last);
    }

    private static PublishedRule rule(
            String last, long revision, String name, boolean enabled, RelayWithTls tls, String... patterns) {
        return rule(last, revision, name, enabled, new Actions(tls, null, null), patterns);
    }

    private static PublishedRule rule(
            String last, long revision, String name, boolean enabled, Actions actions, String... patterns) {
        return new PublishedRule(
                UUID.fromString("0193591e-0000-7000-8000-0000000000" + last),
                revision,
                name,
                Direction.OUTGOING,
                enabled,
                null,
                ActiveTime.ALWAYS,
                new Criteria(new Selection(List.of(patterns), null), null, null, null, null, null, null, null),
                actions);
    }

    private static void assertWrites(Ruleset ruleset, String golden) throws IOException {
        String written = new String(ruleset.toJson(), StandardCharsets.UTF_8);
        assertThat(JSON.writeValueAsString(JSON.readTree(written)))
                .isEqualTo(JSON.writeValueAsString(JSON.readTree(Contracts.read("rulesets/" + golden))));
        assertThat(Contracts.violations("rulesets", written)).isEmpty();
    }

    @Test
    void writesAnOrganization() throws IOException {
        assertWrites(
                new Ruleset(
                        "organization/acme",
                        1,
                        7,
                        null,
                        "Acme",
                        "organization/reseller",
                        "postmaster@acme.example",
                        "en",
                        null,
                        null,
                        null,
                        "operator",
                        AT,
                        null,
                        List.of(rule(
                                "01",
                                7,
                                "Authorities",
                                false,
                                RelayWithTls.DEFAULTS,
                                "*.authority.example",
                                "registrar@court.example")),
                        null),
                "organization.json");
    }

    @Test
    void writesADomain() throws IOException {
        assertWrites(
                new Ruleset(
                        "domain/sender.example",
                        1,
                        42,
                        null,
                        null,
                        "organization/acme",
                        null,
                        "de",
                        "mail.sender.example:25",
                        false,
                        new DomainLimits(20_000, null),
                        "operator",
                        AT,
                        List.of(
                                network(10, "192.0.2.0/24", false, false),
                                network(11, "2001:db8:1::/48", true, true),
                                new PublishedSubmitter(
                                        id(12),
                                        null,
                                        "mailout",
                                        false,
                                        false,
                                        new HourlyLimits(1000, 10_000),
                                        new Scram(
                                                "W22ZaJ0SNY7soEsUEjb6gQ==",
                                                4096,
                                                List.of(
                                                        new Keys(
                                                                "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=",
                                                                "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                                                                null),
                                                        new Keys(
                                                                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                                                                "Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=",
                                                                AT.plus(Duration.ofDays(1))))))),
                        List.of(
                                rule("02", 40, "Banks", true, ENCRYPT, "bank.example", "cfo@partner.example"),
                                rule("03", 42, "Everybody", false, ENCRYPT, "*")),
                        null),
                "domain.json");
    }

    @Test
    void writesEveryCriterion() throws IOException {
        PublishedRule rule = new PublishedRule(
                UUID.fromString("0193591e-0000-7000-8000-000000000004"),
                44,
                "Contracts of the sales department",
                Direction.OUTGOING,
                true,
                null,
                new ActiveTime(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")),
                new Criteria(
                        new Selection(
                                List.of("bank.example", "/.*@(north|south)[.]clinic[.]example/"),
                                List.of("press@bank.example")),
                        new Selection(List.of("sales@sender.example"), null),
                        new Selection(List.of("contract"), List.of("newsletter")),
                        Map.of("X-Classification", new Selection(List.of("/secret|confidential/"), null)),
                        new Selection(List.of("account number", "/IBAN:? ?[A-Z]{2}[0-9]{2}/"), null),
                        new Selection(List.of("/[.]xlsx?$/"), List.of("pricelist.xlsx")),
                        new Criteria.Size(1L, 1_000_000L),
                        new Selection(List.of("192.0.2.0/24", "2001:db8:1::/48"), null)),
                new Actions(ENCRYPT, null, null));
        assertWrites(
                new Ruleset(
                        "domain/sender.example",
                        1,
                        44,
                        null,
                        null,
                        "organization/acme",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "operator",
                        AT,
                        List.of(),
                        List.of(rule),
                        null),
                "criteria.json");
    }

    private static PublishedSubmitter network(int last, String network, boolean forwards, boolean suspended) {
        return new PublishedSubmitter(
                id(last), network, null, forwards, suspended, new HourlyLimits(10_000, 100_000), null);
    }

    @Test
    void refusesInTheSchemaANameWithoutVerifiers() throws IOException {
        assertThat(Contracts.violations(
                        "rulesets", Contracts.read("rulesets/domain.json").replace("\"scram\"", "\"secret\"")))
                .isNotEmpty();
    }

    @Test
    void writesEveryLevel() throws IOException {
        assertWrites(
                new Ruleset(
                        "domain/levels.example",
                        1,
                        60,
                        null,
                        null,
                        "organization/acme",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "operator",
                        AT,
                        List.of(),
                        List.of(
                                level("04", "Verify", tls(TlsLevel.VERIFY, TlsVersion.TLS_1_3, null, null, null)),
                                level(
                                        "05",
                                        "Secure",
                                        tls(
                                                TlsLevel.SECURE,
                                                null,
                                                List.of(".provider.example", "mx.partner.example"),
                                                null,
                                                "PT0S")),
                                level(
                                        "06",
                                        "Fingerprint",
                                        tls(
                                                TlsLevel.FINGERPRINT,
                                                TlsVersion.TLS_1_2,
                                                null,
                                                List.of("0a".repeat(32), "5f".repeat(32)),
                                                "PT120H")),
                                level("07", "Dane", tls(TlsLevel.DANE, null, null, null, null))),
                        null),
                "levels.json");
    }

    @Test
    void writesEveryOtherAction() throws IOException {
        Actions.Hold hold = new Actions.Hold();
        assertWrites(
                new Ruleset(
                        "domain/actions.example",
                        1,
                        61,
                        null,
                        null,
                        "organization/acme",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "operator",
                        AT,
                        List.of(),
                        List.of(
                                rule("08", 61, "Contracts", true, new Actions(RelayWithTls.DEFAULTS, null, hold), "*"),
                                rule(
                                        "09",
                                        61,
                                        "Competitors",
                                        true,
                                        new Actions(null, new Reject("Nothing leaves for this company."), null),
                                        "rival.example"),
                                rule(
                                        "10",
                                        61,
                                        "Old partners",
                                        true,
                                        new Actions(null, new Reject(null), null),
                                        "former.example"),
                                rule(
                                        "11",
                                        61,
                                        "Marks",
                                        true,
                                        new Actions(
                                                null,
                                                null,
                                                null,
                                                List.of(
                                                        new Actions.AddedHeader("X-Classification", "external"),
                                                        new Actions.AddedHeader("X-Archive", "7 years")),
                                                "[Außen]",
                                                null),
                                        "*"),
                                rule(
                                        "13",
                                        61,
                                        "Archive",
                                        true,
                                        new Actions(
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                List.of("archive@actions.example", "audit@partner.example")),
                                        "authority.example"),
                                new PublishedRule(
                                        id(12),
                                        61,
                                        "Whoever writes to us",
                                        Direction.INCOMING,
                                        true,
                                        Mode.MONITOR,
                                        ActiveTime.ALWAYS,
                                        new Criteria(
                                                new Selection(List.of("*"), null),
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null),
                                        new Actions(new RelayWithTls(null, null, null, null, null), null, null))),
                        null),
                "actions.json");
    }

    private static PublishedRule level(String last, String name, RelayWithTls tls) {
        return rule(last, 60, name, true, tls, name.toLowerCase(Locale.ROOT) + ".example");
    }

    private static RelayWithTls tls(
            TlsLevel level,
            @Nullable TlsVersion minVersion,
            @Nullable List<String> names,
            @Nullable List<String> fingerprints,
            @Nullable String retryWindow) {
        return new RelayWithTls(level, minVersion, names, fingerprints, retryWindow);
    }

    @Test
    void refusesInTheSchemaWhatBelongsToAnotherLevel() throws IOException {
        String levels = Contracts.read("rulesets/levels.json");
        assertThat(Contracts.violations("rulesets", levels)).isEmpty();
        assertThat(Contracts.violations("rulesets", levels.replace("\"level\": \"secure\"", "\"level\": \"verify\"")))
                .isNotEmpty();
        assertThat(Contracts.violations(
                        "rulesets", levels.replace("\"level\": \"dane\"", "\"level\": \"fingerprint\"")))
                .isNotEmpty();
    }

    @Test
    void writesAnAddressList() throws IOException {
        assertWrites(
                new Ruleset(
                        "address-list/acme/banks",
                        1,
                        63,
                        null,
                        null,
                        "organization/acme",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "operator",
                        AT,
                        null,
                        null,
                        List.of("*.bank.example", "bank.example", "cfo@partner.example")),
                "address-list.json");
    }

    @Test
    void writesADeletion() throws IOException {
        assertWrites(
                new Ruleset(
                        "domain/gone.example",
                        1,
                        51,
                        true,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "operator",
                        AT,
                        null,
                        null,
                        null),
                "deleted.json");
    }

    @Test
    void validatesAgainstTheSchemaItself() {
        assertThat(Contracts.violations("rulesets", "{\"scope\": \"domain/a.example\"}"))
                .isNotEmpty();
    }
}
