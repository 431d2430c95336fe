package io.sealpost.rules.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sealpost.rules.bulk.Places.Place;
import io.sealpost.rules.problem.Problem;
import io.sealpost.rules.problem.ProblemException;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places();

    private void refuses(String caller) {
        assertThatThrownBy(() -> places.take(caller))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Problem.TooManyRequests.class));
    }

    @Test
    void refusesTheFifthUntilOneOfTheFourIsDone() {
        places.take("a");
        places.take("a");
        places.take("b");
        Place last = places.take("b");
        refuses("c");
        last.close();
        assertThatCode(() -> places.take("c")).doesNotThrowAnyException();
        refuses("c");
    }

    @Test
    void leavesHalfOfThemToOtherCallers() {
        Place first = places.take("a");
        places.take("a");
        refuses("a");
        first.close();
        assertThatCode(() -> places.take("a")).doesNotThrowAnyException();
        assertThatCode(() -> places.take("b")).doesNotThrowAnyException();
    }
}
