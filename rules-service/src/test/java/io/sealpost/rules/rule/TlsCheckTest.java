package io.sealpost.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import io.sealpost.rules.problem.StrictJson;
import io.sealpost.rules.problem.Violation;
import io.sealpost.rules.rule.Actions.RelayWithTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code relayWithTls} may hold. */
class TlsCheckTest {

    private static final String HEX = "5f78c33274e43fa9de5659265c1d917e25c03722dcb0b8d27db8d5feaa813953";
    private static final String BASE64 = "X3jDMnTkP6neVlkmXB2RfiXANyLcsLjSfbjV/qqBOVM=";

    private static RuleBody body(String relayWithTls) {
        return StrictJson.read(
                ("{\"name\": \"Banks\", \"direction\": \"outgoing\", \"criteria\": {\"to\": {\"anyOf\": [\"*\"]}},"
                                + " \"actions\": {\"relayWithTls\": " + relayWithTls + "}}")
                        .getBytes(StandardCharsets.UTF_8),
                RuleBody.class);
    }

    private static RelayWithTls tls(String relayWithTls) {
        return RuleCheck.values(body(relayWithTls)).actions().relayWithTls();
    }

    private static List<Violation> violations(String relayWithTls) {
        return violations(() -> tls(relayWithTls));
    }

    private static List<Violation> violations(ThrowableAssert.ThrowingCallable check) {
        Throwable refused = catchThrowable(check);
        return refused instanceof ProblemException problem
                ? ((Problem.InvalidValues) problem.problem()).violations()
                : List.of();
    }

    private static RelayWithTls patched(String present, String patch) throws IOException {
        JsonNode merge = new ObjectMapper().readTree("{\"actions\": {\"relayWithTls\": " + patch + "}}");
        return RuleJson.patched(RuleCheck.values(body(present)), merge)
                .actions()
                .relayWithTls();
    }

    @Test
    void isOnWithTheDefaultsWhereItIsEmpty() {
        assertThat(tls("{}")).isEqualTo(RelayWithTls.DEFAULTS);
    }

    @Test
    void takesEveryField() {
        assertThat(tls("{\"level\": \"secure\", \"minVersion\": \"TLSv1.3\","
                        + " \"names\": [\"MX.Provider.Example.\", \".Bücher.Example\", \"mx.provider.example\"],"
                        + " \"retryWindow\": \"P1DT30M\"}"))
                .isEqualTo(new RelayWithTls(
                        TlsLevel.SECURE,
                        TlsVersion.TLS_1_3,
                        List.of("mx.provider.example", ".xn--bcher-kva.example"),
                        null,
                        "PT24H30M"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypt", "verify", "secure", "dane"})
    void takesEveryLevelThatNeedsNoMore(String level) {
        RelayWithTls taken = tls("{\"level\": \"" + level + "\"}");
        assertThat(taken.level()).isNotNull().extracting(TlsLevel::word).isEqualTo(level);
    }

    @Test
    void normalisesFingerprintsToOneForm() {
        String colons = String.join(":", HEX.toUpperCase(Locale.ROOT).split("(?<=\\G..)"));
        assertThat(tls("{\"level\": \"fingerprint\", \"fingerprints\": [\"" + BASE64 + "\", \"" + colons + "\", \""
                                + HEX + "\"]}")
                        .fingerprints())
                .containsExactly(HEX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"level\": \"may\"}|level|may|one of encrypt, verify, secure, dane, fingerprint",
                "{\"level\": \"Encrypt\"}|level|Encrypt|one of encrypt, verify, secure, dane, fingerprint",
                "{\"minVersion\": \"TLSv1.1\"}|minVersion|TLSv1.1|one of TLSv1.2, TLSv1.3",
                "{\"retryWindow\": \"1h\"}|retryWindow|1h|an ISO 8601 duration from PT0S to P5D, such as PT4H",
                "{\"retryWindow\": \"-PT1S\"}|retryWindow|-PT1S|an ISO 8601 duration from PT0S to P5D, such as PT4H",
                "{\"retryWindow\": \"P5DT1S\"}|retryWindow|P5DT1S|an ISO 8601 duration from PT0S to P5D, such as PT4H",
                "{\"names\": [\"a.example\"]}|names|1 entries|absent, unless the level is secure",
                "{\"level\": \"verify\", \"names\": []}|names|0 entries|absent, unless the level is secure",
                "{\"level\": \"secure\", \"names\": []}|names|0 entries|1 to 100 entries",
                "{\"level\": \"secure\", \"names\": [\"*.a.example\"]}|names[0]|*.a.example|a host name (mx.provider.example), or .provider.example for all names below it; no wildcards",
                "{\"level\": \"secure\", \"names\": [\"a.example\", \"192.0.2.1\"]}|names[1]|192.0.2.1|a host name (mx.provider.example), or .provider.example for all names below it; no wildcards",
                "{\"level\": \"secure\", \"fingerprints\": [\"00\"]}|fingerprints|1 entries|absent, unless the level is fingerprint",
                "{\"level\": \"fingerprint\", \"fingerprints\": [\"00:11\"]}|fingerprints[0]|00:11|the SHA-256 of a public key (SubjectPublicKeyInfo): 64 hexadecimal digits, with or without colons, or 44 characters of base64",
            })
    void namesTheFieldAndWhatWouldBeRight(String tls, String field, String value, String expected) {
        assertThat(violations(tls))
                .extracting(Violation::field, Violation::value, Violation::expected)
                .containsExactly(tuple("actions.relayWithTls." + field, value, expected));
    }

    @Test
    void asksForFingerprintsWhereTheLevelNeedsThem() {
        assertThat(violations("{\"level\": \"fingerprint\"}"))
                .extracting(Violation::field)
                .containsExactly("actions.relayWithTls.fingerprints");
    }

    @Test
    void takesNoNullAmongNames() {
        assertThat(violations("{\"level\": \"secure\", \"names\": [null]}"))
                .extracting(Violation::field)
                .containsExactly("actions.relayWithTls.names[0]");
    }

    @Test
    void takesAHundredNamesAndNoMore() {
        String hundred = String.join(",", Collections.nCopies(100, "\"a.example\""));
        assertThat(violations("{\"level\": \"secure\", \"names\": [" + hundred + "]}"))
                .isEmpty();
        assertThat(violations("{\"level\": \"secure\", \"names\": [" + hundred + ", \"a.example\"]}"))
                .extracting(Violation::value)
                .containsExactly("101 entries");
    }

    @Test
    void aPatchKeepsWhatItDoesNotName() throws IOException {
        assertThat(patched("{\"level\": \"secure\", \"names\": [\"a.example\"]}", "{\"retryWindow\": \"PT0S\"}"))
                .isEqualTo(new RelayWithTls(TlsLevel.SECURE, null, List.of("a.example"), null, "PT0S"));
    }

    @Test
    void aPatchThatChangesTheLevelMustTakeAwayWhatBelongsToTheOldOne() throws IOException {
        String present = "{\"level\": \"secure\", \"names\": [\"a.example\"]}";
        assertThat(violations(() -> patched(present, "{\"level\": \"verify\"}")))
                .extracting(Violation::field)
                .containsExactly("actions.relayWithTls.names");
        assertThat(patched(present, "{\"level\": \"verify\", \"names\": null}"))
                .isEqualTo(new RelayWithTls(TlsLevel.VERIFY, null, null, null, null));
    }

    @Test
    void isKeptInTheDatabaseAsItIs() {
        Actions actions = new Actions(
                tls("{\"level\": \"fingerprint\", \"minVersion\": \"TLSv1.3\", \"fingerprints\": [\"" + HEX
                        + "\"], \"retryWindow\": \"P5D\"}"),
                new Actions.Reject("No."),
                new Actions.Hold());
        assertThat(RuleJson.read(RuleJson.FORMAT, RuleJson.write(actions), Actions.class))
                .isEqualTo(actions);
    }
}
