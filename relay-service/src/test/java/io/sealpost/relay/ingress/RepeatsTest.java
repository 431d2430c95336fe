package io.sealpost.relay.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sealpost.relay.spool.QueueId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final QueueId FIRST = new QueueId("0AAAAAAAA1111");
    private static final QueueId SECOND = new QueueId("0AAAAAAAA2222");
    private static final RepeatKey REPORT = new RepeatKey("report <m>", "");
    private final Repeats reports = new Repeats();

    @Test
    void tellsThatTheFirstIsStillUnderWay() {
        reports.claim(REPORT, FIRST, Client.NOW);

        assertThat(reports.claim(REPORT, SECOND, Client.NOW))
                .contains(new Repeats.First(REPORT, FIRST, Client.NOW, false));
    }

    @Test
    void forgetsAReportAfterADay() {
        reports.stored(REPORT, FIRST, Client.NOW);

        assertThat(reports.claim(
                        REPORT, SECOND, Client.NOW.plus(Duration.ofHours(24)).minusMillis(1)))
                .isPresent();
        assertThat(reports.claim(REPORT, SECOND, Client.NOW.plus(Duration.ofHours(24))))
                .isEmpty();
    }

    @Test
    void tellsOfAnotherMessageUnderTheSameName() {
        RepeatKey key = new RepeatKey("key a@sender.example order 7", "ab12");
        reports.stored(RepeatKey.parse(key.text()), FIRST, Client.NOW);

        assertThat(reports.claim(key, SECOND, Client.NOW)
                        .orElseThrow()
                        .reply(key)
                        .words())
                .contains(FIRST.toString());
        RepeatKey other = new RepeatKey(key.name(), "ab13");
        assertThat(reports.claim(other, SECOND, Client.NOW).orElseThrow().reply(other))
                .isEqualTo(Replies.OTHER_MESSAGE);
    }
}
