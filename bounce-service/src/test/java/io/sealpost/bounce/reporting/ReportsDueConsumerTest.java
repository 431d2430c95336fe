package io.sealpost.bounce.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReportsDueConsumerTest {
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("sealpost.reports-due", 0, 0, new byte[0], new byte[0]);

    @Test
    void takesTheTraceFromTheHeaderOfTheEvent() {
        record.headers().add("traceparent", TRACEPARENT.getBytes(StandardCharsets.UTF_8));

        assertThat(ReportsDueConsumer.traceparent(record)).contains(TRACEPARENT);
    }

    @Test
    void takesNothingForATraceThatIsNone() {
        assertThat(ReportsDueConsumer.traceparent(record)).isEmpty();

        record.headers().add("traceparent", (TRACEPARENT + "x").getBytes(StandardCharsets.UTF_8));
        assertThat(ReportsDueConsumer.traceparent(record)).isEmpty();

        record.headers().add("traceparent", null);
        assertThat(ReportsDueConsumer.traceparent(record)).isEmpty();
    }
}
