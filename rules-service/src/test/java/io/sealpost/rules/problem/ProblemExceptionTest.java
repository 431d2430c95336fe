package io.sealpost.rules.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemExceptionTest {

    @Test
    void hasNoStackToFillTheLogWith() {
        assertThat(new Problem.Unavailable("away").asException())
                .hasNoCause()
                .extracting(Throwable::getStackTrace)
                .isEqualTo(new StackTraceElement[0]);
    }
}
