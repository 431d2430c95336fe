package io.sealpost.rules.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    record Thing(
            @Nullable String text,
            @Nullable Boolean flag,
            @Nullable List<Thing> things) {}

    private static Problem.MalformedBody refusal(byte[] json) {
        try {
            throw new AssertionError("was read: " + StrictJson.read(json, Thing.class));
        } catch (ProblemException refused) {
            return (Problem.MalformedBody) refused.problem();
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsWhatIsRight() {
        assertThat(StrictJson.read(bytes("{\"text\": \"ä\", \"things\": [{\"flag\": true}]}"), Thing.class))
                .isEqualTo(new Thing("ä", null, List.of(new Thing(null, true, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"text\": 1}', text, a text",
        "'{\"text\": true}', text, a text",
        "'{\"text\": {}}', text, a text",
        "'{\"flag\": \"true\"}', flag, true or false",
        "'{\"flag\": 1}', flag, true or false",
        "'{\"things\": {}}', things, a list",
        "'{\"things\": [{}, \"\"]}', things[1], an object",
        "'{\"things\": [{\"things\": [{\"text\": []}]}]}', things[0].things[0].text, a text"
    })
    void namesAValueOfTheWrongType(String json, String field, String expected) {
        assertThat(refusal(bytes(json)).violations()).containsExactly(new Violation(field, null, expected));
    }

    @Test
    void namesAnUnknownField() {
        Problem.MalformedBody refusal = refusal(bytes("{\"things\": [{\"txet\": 1}]}"));
        assertThat(refusal.detail()).isEqualTo("Unknown field \"things[0].txet\".");
        assertThat(refusal.violations().get(0).expected()).endsWith("flag, text, things");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"text\": \"a\"} {}",
                "{\"text\": \"a\", \"text\": \"b\"}",
                "{'text': 'a'}",
                "{\"text\": NaN}",
                "{\"text\": \"a\",}"
            })
    void refusesWhatIsNotOneObject(String json) {
        assertThat(refusal(bytes(json)).detail())
                .isNotEmpty()
                .doesNotContain("jackson", "io.sealpost", "[Source", "REDACTED");
    }

    @Test
    void refusesMoreLevelsThanAnyThingHas() {
        assertThat(refusal(bytes("{\"things\": [".repeat(60) + "]}".repeat(60))).detail())
                .startsWith("Too deep")
                .contains("at most 100 levels");
    }

    @Test
    void refusesNullInPlaceOfAThing() {
        assertThatThrownBy(() -> StrictJson.read(NullNode.getInstance(), Thing.class))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.MalformedBody.class));
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] json = bytes("{\"text\": \"ä\"}");
        json[10] = (byte) 0xff;
        assertThat(refusal(json).detail()).startsWith("Not JSON");
    }
}
