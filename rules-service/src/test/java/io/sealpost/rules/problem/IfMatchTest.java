package io.sealpost.rules.problem;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IfMatchTest {

    @Test
    void readsAsManyETagsAsAHeaderHolds() {
        IfMatch many = new IfMatch("\"\",".repeat(5_000) + " \"7\"");

        assertThatCode(() -> many.check(7)).doesNotThrowAnyException();
        assertThatThrownBy(() -> many.check(8)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesAListThatEndsInTheMiddle() {
        assertThatThrownBy(() -> new IfMatch("\"\",".repeat(5_000))).isInstanceOf(ProblemException.class);
    }
}
