package io.sealpost.relay.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeParserTest {
    private static final Scope SCOPE = new Scope(Scope.Kind.DOMAIN, "sender.example");
    private static final String GOOD = Records.domain("sender.example", "acme", 7, Records.rule("r", "bank.example"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {}, \"seal\": {}`|`rules[0].actions: unknown field \"seal\"`",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"ciphers\": []}`|`rules[0].actions.relayWithTls: unknown field \"ciphers\"`",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"level\": \"seal\"}`|rules[0].actions.relayWithTls.level: not a TLS level: seal",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"names\": [\"a.example\"]}`|rules[0].actions.relayWithTls.names: has no place at this level",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"level\": \"secure\", \"names\": [\"*.a\"]}`|`rules[0].actions.relayWithTls.names[0]: not a domain name: \"*.a\"`",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"level\": \"secure\", \"fingerprints\": []}`|rules[0].actions.relayWithTls.fingerprints: has no place at this level",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"level\": \"fingerprint\"}`|`rules[0].actions.relayWithTls: \"fingerprints\" is missing`",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"level\": \"fingerprint\", \"fingerprints\": []}`|`rules[0].actions.relayWithTls: \"fingerprints\" is missing`",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"level\": \"fingerprint\", \"fingerprints\": [\"AB\"]}`|rules[0].actions.relayWithTls.fingerprints[0]: not a SHA-256 in lower-case hexadecimal: AB",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"minVersion\": \"TLSv1.1\"}`|rules[0].actions.relayWithTls.minVersion: not a TLS version that the relay speaks: TLSv1.1",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"retryWindow\": \"1h\"}`|rules[0].actions.relayWithTls.retryWindow: not a duration: 1h",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"retryWindow\": \"-PT1H\"}`|rules[0].actions.relayWithTls.retryWindow: negative: -PT1H",
                "`\"relayWithTls\": {}`|`\"relayWithTls\": {\"level\": \"may\"}`|rules[0].actions.relayWithTls.level: a rule cannot demand the level may",
                "`\"relayWithTls\": {}`|``|rules[0].actions: a rule must do something",
                "`\"relayWithTls\": {}`|`\"hold\": {\"until\": \"noon\"}`|`rules[0].actions.hold: unknown field \"until\"`",
                "`\"relayWithTls\": {}`|`\"hold\": true`|rules[0].actions.hold: must be an object",
                "`\"relayWithTls\": {}`|`\"reject\": {\"code\": 550}`|`rules[0].actions.reject: unknown field \"code\"`",
                "`\"relayWithTls\": {}`|`\"reject\": {\"text\": \"a\\u0000b\"}`|`rules[0].actions.reject.text: not 1 to 200 printable ASCII characters`",
                "`\"to\": {\"anyOf\": [\"bank.example\"]}`|``|rules[0].criteria: must hold at least one criterion",
                "`\"to\": {`|`\"weather\": {}, \"to\": {`|`rules[0].criteria: unknown field \"weather\"`",
                "`\"to\": {`|`\"subject\": {}, \"to\": {`|rules[0].criteria.subject: must hold anyOf or noneOf",
                "`\"to\": {`|`\"subject\": {\"anyOf\": [\"/(/\"]}, \"to\": {`|rules[0].criteria.subject.anyOf[0]: not a regular expression: missing closing )",
                "`\"to\": {`|`\"headers\": {\"X-Class\": {\"oneOf\": []}}, \"to\": {`|`rules[0].criteria.headers.X-Class: unknown field \"oneOf\"`",
                "`\"to\": {`|`\"from\": {\"noneOf\": [\"a b\"]}, \"to\": {`|`rules[0].criteria.from.noneOf[0]: not a domain name: \"a b\"`",
                "`\"to\": {`|`\"size\": {}, \"to\": {`|rules[0].criteria.size: must hold atLeast or atMost",
                "`\"to\": {`|`\"size\": {\"atLeast\": 2, \"atMost\": 1}, \"to\": {`|rules[0].criteria.size: atLeast must not be more than atMost",
                "`\"to\": {`|`\"sourceNetwork\": {\"anyOf\": [\"here\"]}, \"to\": {`|`rules[0].criteria.sourceNetwork.anyOf[0]: not a network: \"here\"`",
                "`\"enabled\": true`|`\"enabled\": true, \"activeFrom\": \"noon\"`|rules[0].activeFrom: not an instant of RFC 3339 in UTC: noon",
                "`\"enabled\": true`|`\"enabled\": true, \"activeFrom\": \"2026-01-02T00:00:00Z\", \"activeUntil\": \"2026-01-01T00:00:00Z\"`|rules[0]: activeFrom must be before activeUntil",
                "`\"anyOf\": [\"bank.example\"]`|`\"anyOf\": [\"bank.example\"], \"noneOf\": []`|`rules[0].criteria.to: \"noneOf\" must not be empty`",
                "`[\"bank.example\"]`|[]|`rules[0].criteria.to: \"anyOf\" must not be empty`",
                "`\"bank.example\"`|`\"list:Partners\"`|`rules[0].criteria.to.anyOf[0]: not the name of an address list: \"Partners\"`",
                "`\"enabled\": true`|`\"enabled\": \"yes\"`|rules[0].enabled: must be true or false",
                "`\"enabled\": true,`|``|`rules[0]: \"enabled\" is missing`",
                "`\"enabled\": true`|`\"enabled\": true, \"mode\": \"watch\"`|`rules[0].mode: a mode is enforce or monitor, not watch`",
                "outgoing|sideways|rules[0].direction: a direction is outgoing or incoming, not sideways",
                "192.0.2.0/24|192.0.2.0/33|`submitters[0].network: no such prefix length: \"192.0.2.0/33\"`",
                "192.0.2.0/24|mail.example/24|`submitters[0].network: not a network: \"mail.example/24\"`",
                "organization/acme|acme|parent: must be organization/ID",
                "domain/sender.example|domain/other.example|`\"scope\" differs from the record's key`",
                "`\"rules\"`|`\"regeln\"`|`\"rules\" is missing`",
            })
    void refusesWhatItDoesNotUnderstand(String good, String bad, String reason) {
        String value = GOOD.replace(good, bad);

        ScopeState state = ScopeParser.parse(SCOPE, value);

        assertThat(value).isNotEqualTo(GOOD);
        assertThat(state.version()).isEqualTo(new Version(1, 7));
        assertThat(state.content())
                .isInstanceOfSatisfying(
                        ScopeState.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void ignoresUnknownFieldsOutsideRules() {
        String value = GOOD.replace("\"parent\"", "\"colour\": {\"deep\": 1}, \"parent\"");

        assertThat(ScopeParser.parse(SCOPE, value).content()).isInstanceOf(ScopeState.HostedScope.class);
    }

    @Test
    void refusesAFieldThatIsGivenTwice() {
        String value = GOOD.replace("\"enabled\": true", "\"enabled\": true, \"enabled\": false");

        assertThat(ScopeParser.parse(SCOPE, value).isUnversioned()).isTrue();
    }

    @Test
    void givesAReasonThatIsShortAndHoldsNoControlCharacters() {
        String value = GOOD.replace("\"bank.example\"", "\"a\\nb" + "x".repeat(5000) + "\"");

        ScopeState.Refused refused =
                (ScopeState.Refused) ScopeParser.parse(SCOPE, value).content();

        assertThat(refused.reason())
                .startsWith("rules[0].criteria.to.anyOf[0]: ")
                .hasSizeLessThan(210);
        assertThat(refused.reason()).doesNotContain("\n");
    }

    @Test
    void quotesNothingOfWhatIsNoJson() {
        ScopeState.Refused refused = (ScopeState.Refused)
                ScopeParser.parse(SCOPE, "{\"secret\": hunter2}").content();

        assertThat(refused.reason()).isEqualTo("not JSON at line 1, column 12");
    }

    @Test
    void hasNoVersionForWhatIsNoObject() {
        assertThat(ScopeParser.parse(SCOPE, "[]").isUnversioned()).isTrue();
        assertThat(ScopeParser.parse(SCOPE, "null").isUnversioned()).isTrue();
        assertThat(ScopeParser.parse(SCOPE, "").isUnversioned()).isTrue();
    }
}
