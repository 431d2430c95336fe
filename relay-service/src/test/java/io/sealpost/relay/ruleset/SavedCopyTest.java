package io.sealpost.relay.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.mail.Domain;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SavedCopyTest {
    private static final Instant CONTACT = Instant.parse("2026-11-24T08:15:30.123Z");

    @Test
    void comesBackAsItWasSaved() {
        RulesetView view = RulesetView.of(Map.of(
                "organization/acme", Records.organization("acme", 1, Records.rule("r1", "a.example")),
                "domain/sender.example", Records.domain("sender.example", "acme", 2, Records.rule("r2", "b.example")),
                "domain/broken.example", "{broken"));

        SavedCopy copy = SavedCopy.decode(new SavedCopy(new Known(view, "topic-1", 57), CONTACT).encode())
                .orElseThrow();

        assertThat(copy.contactAt()).isEqualTo(CONTACT);
        assertThat(copy.known().topicId()).isEqualTo("topic-1");
        assertThat(copy.known().offset()).isEqualTo(57);
        assertThat(copy.known().view().states())
                .containsExactlyInAnyOrderElementsOf(view.states().toList());
        assertThat(copy.known().view().domain(Domain.parse("sender.example")))
                .isEqualTo(view.domain(Domain.parse("sender.example")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"format\": 2}", "{\"format\": 1, \"records\": {}}"})
    void isNoCopyWhenDamagedOrOfAnotherFormat(String stored) {
        assertThat(SavedCopy.decode(stored.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
