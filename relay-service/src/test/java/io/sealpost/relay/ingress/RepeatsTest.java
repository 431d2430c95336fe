package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.spool.QueueId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final QueueId FIRST = new QueueId("0AAAAAAAA1111");
    private static final QueueId SECOND = new QueueId("0AAAAAAAA2222");
    private final Repeats reports = new Repeats();

    @Test
    void tellsThatTheFirstIsStillUnderWay() {
        reports.claim("<m>", FIRST, Client.NOW);

        assertThat(reports.claim("<m>", SECOND, Client.NOW)).contains(new Repeats.First(FIRST, Client.NOW, false));
    }

    @Test
    void forgetsAReportAfterADay() {
        reports.stored("<m>", FIRST, Client.NOW);

        assertThat(reports.claim(
                        "<m>", SECOND, Client.NOW.plus(Duration.ofHours(24)).minusMillis(1)))
                .isPresent();
        assertThat(reports.claim("<m>", SECOND, Client.NOW.plus(Duration.ofHours(24))))
                .isEmpty();
    }
}
