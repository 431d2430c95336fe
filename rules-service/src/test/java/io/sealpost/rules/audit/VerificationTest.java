package io.sealpost.rules.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.rules.audit.Seals.Seal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private final Map<Long, AuditEntry> entries = new HashMap<>();
    private final List<Seal> seals = new ArrayList<>();

    VerificationTest() {
        Chain chain = Chain.EMPTY;
        for (long id : List.of(7L, 9L, 8L)) {
            entries.put(id, entry(id, "{\"displayName\":\"Acme\",\"b\":1.50}"));
            chain = chain.with(entries.get(id));
            seals.add(new Seal(chain, id));
        }
    }

    private static AuditEntry entry(long id, String after) {
        return new AuditEntry(
                id,
                Instant.parse("2026-11-24T08:15:30.123Z"),
                "0f1e2d3c4b5a6978",
                "provisioning",
                "192.0.2.7",
                "PUT /v1/organizations/acme",
                "created",
                "organization",
                "acme",
                "organization/acme",
                List.of("acme"),
                null,
                Canonical.read(after));
    }

    private Verification verified() {
        return Verification.of(Chain.EMPTY).with(seals, entries);
    }

    @Test
    void holdsUpToTheLastSeal() {
        assertThat(verified()).isEqualTo(Verification.of(seals.get(2).chain()));
    }

    @Test
    void hashesWhatAnAuditorCanWriteWithJq() {
        assertThat(Canonical.of(entries.get(7L)))
                .isEqualTo("{\"action\":\"created\",\"actor\":\"provisioning\",\"address\":\"192.0.2.7\","
                        + "\"after\":{\"b\":1.5,\"displayName\":\"Acme\"},\"at\":\"2026-11-24T08:15:30.123Z\",\"id\":7,"
                        + "\"key\":\"0f1e2d3c4b5a6978\",\"kind\":\"organization\",\"object\":\"acme\","
                        + "\"operation\":\"PUT /v1/organizations/acme\",\"organizations\":[\"acme\"],"
                        + "\"scope\":\"organization/acme\"}");
    }

    @Test
    void endsBeforeAChangeThatIsNotWhatItWas() {
        entries.put(9L, entry(9, "{\"displayName\":\"Acme Inc\"}"));
        assertThat(verified().holds()).isFalse();
        assertThat(verified().position()).isEqualTo(1);
        assertThat(verified().broken()).contains("The change 9 ");
    }

    @Test
    void endsBeforeAChangeThatIsMissing() {
        entries.remove(8L);
        assertThat(verified().position()).isEqualTo(2);
        assertThat(verified().broken()).contains("The change 8,");
    }

    @Test
    void endsBeforeASealThatIsMissing() {
        seals.remove(1);
        assertThat(verified().position()).isEqualTo(1);
        assertThat(verified().broken()).contains("position 2");
    }

    @Test
    void doesNotHoldWhileChangesHaveNoSeal() {
        assertThat(verified().with(0, 0).holds()).isTrue();
        assertThat(verified().with(3, 0))
                .extracting(Verification::holds, Verification::unsealed)
                .containsExactly(true, 3L);
        assertThat(verified().with(0, 2).broken()).contains("2 changes have no seal");
    }
}
