package io.sealpost.rules.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingTest {

    @Test
    void reachesAnEndOfTheSameTopicAlone() {
        Reading end = new Reading("topic-1", 5);
        assertThat(new Reading("topic-1", 5).reaches(end)).isTrue();
        assertThat(new Reading("topic-1", 4).reaches(end)).isFalse();
        assertThat(new Reading("topic-0", 900).reaches(end)).isFalse();
        assertThat(Reading.NOTHING.reaches(new Reading("topic-1", 0))).isFalse();
    }
}
