package io.sealpost.relay.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final Shared<List<String>> shared = new Shared<>();

    private static List<String> value() {
        return List.of("bank.example", "clinic.example");
    }

    @Test
    void givesOneObjectForEqualValues() {
        List<String> first = shared.of(value());

        assertThat(shared.of(value())).isSameAs(first);
        assertThat(shared.of(List.of("other.example"))).containsExactly("other.example");
    }

    /** Each change of a rule makes another value; the one before must not stay. */
    @Test
    void keepsNothingAliveThatNobodyElseHolds() {
        WeakReference<List<String>> remembered = new WeakReference<>(shared.of(value()));

        await().until(() -> {
            System.gc();
            return remembered.get() == null;
        });
        assertThat(shared.of(value())).isEqualTo(value());
    }
}
