package io.sealpost.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sealpost.rules.Contracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayStatusContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static byte[] golden(String file) {
        return Contracts.read("relay-status/" + file).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsAnActiveRelay() throws IOException {
        assertThat(StatusCodec.read(golden("active.json")))
                .isEqualTo(new RelayStatus(
                        "relay-1",
                        RelayStatus.State.ACTIVE,
                        "p8hYdyxUSNmLr0YWmFfUVg",
                        1L,
                        57L,
                        List.of(new Refusal("domain/newer.example", 55, "rules[0].actions: unknown field \"seal\"")),
                        List.of(
                                new Throttled(
                                        "0193591e-0000-7000-8000-000000000012",
                                        "sender.example",
                                        "messagesPerHour",
                                        Instant.parse("2026-11-24T08:31:00Z")),
                                new Throttled(
                                        null,
                                        "sender.example",
                                        "recipientsPerHour",
                                        Instant.parse("2026-11-24T08:31:00Z"))),
                        "http://127.0.0.1:8081",
                        Duration.ofHours(24),
                        null,
                        Instant.parse("2026-11-24T08:15:31Z")));
    }

    @Test
    void readsAGoodbye() throws IOException {
        assertThat(StatusCodec.read(golden("retired.json")).state()).isEqualTo(RelayStatus.State.RETIRED);
    }

    @Test
    void writesARemovalAsTheContractHasIt() throws IOException {
        RelayStatus removed = RelayStatus.removed("relay-2", "operator", Instant.parse("2026-11-24T08:25:00Z"));
        String written = new String(StatusCodec.write(removed), StandardCharsets.UTF_8);
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(golden("removed.json")));
        assertThat(Contracts.violations("relay-status", written)).isEmpty();
    }

    @Test
    void ignoresFieldsOfANewerRelay() throws IOException {
        byte[] newer = Contracts.read("relay-status/active.json")
                .replace("\"reason\"", "\"since\": 1, \"reason\"")
                .replace("\"epoch\"", "\"mood\": [], \"epoch\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(StatusCodec.read(newer)).isEqualTo(StatusCodec.read(golden("active.json")));
    }

    @Test
    void refusesAStalenessWithWhichNothingCanBeReckoned() {
        for (String staleness : List.of("-PT1H", "PT2562047788015215H")) {
            byte[] absurd = Contracts.read("relay-status/active.json")
                    .replace("PT24H", staleness)
                    .getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> StatusCodec.read(absurd)).hasMessageContaining("maxStaleness");
        }
    }

    @Test
    void readsARelayThatFoundNoTopic() throws IOException {
        byte[] early = Contracts.read("relay-status/active.json")
                .replace("p8hYdyxUSNmLr0YWmFfUVg", "")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(StatusCodec.read(early).active(Instant.EPOCH).isUnreadable()).isFalse();
    }

    @Test
    void refusesAnActiveRelayThatSaysNotWhereItIs() {
        byte[] hidden = Contracts.read("relay-status/active.json")
                .replace("http://127.0.0.1:8081", "")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StatusCodec.read(hidden)).hasMessageContaining("adminUrl");
    }

    @Test
    void readsAnOlderRelayThatThrottlesNobody() throws IOException {
        byte[] older = Contracts.read("relay-status/active.json")
                .replace("\"throttled\"", "\"mood\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(StatusCodec.read(older).active(Instant.EPOCH).throttled()).isEmpty();
    }

    @Test
    void refusesAnActiveRelayThatDoesNotSayWhatItApplies() {
        byte[] incomplete = Contracts.read("relay-status/active.json")
                .replace("\"appliedOffset\": 57,", "")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StatusCodec.read(incomplete)).hasMessageContaining("appliedOffset");
    }
}
