package io.sealpost.rules.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void refusesTheFifthUntilOneOfTheFourIsDone() {
        Places places = new Places();
        for (int i = 0; i < 4; i++) {
            places.take();
        }
        assertThatThrownBy(places::take)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.TooManyRequests.class));
        places.release();
        assertThatCode(places::take).doesNotThrowAnyException();
    }
}
