package io.sealpost.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
    private static final int HARDLY_ANY = Integer.MAX_VALUE;
    private final List<SpanData> sent = new ArrayList<>();

    @Test
    void beginsNothingWithoutAnEndpoint() {
        try (Tracing tracing = Tracing.of(Optional.empty(), 1, "relay", "relay-1")) {
            assertThat(tracing).isSameAs(Tracing.OFF);
            assertThat(tracing.begin("submission").traceparent()).isEmpty();
        }
    }

    @Test
    void proceedsInTheTraceThatItIsGiven() {
        TraceSpan submission = tracing(1).begin("submission");
        submission.end();

        TraceSpan attempt = tracing(HARDLY_ANY).proceed("attempt", submission.traceparent());
        attempt.fail("deferred");
        attempt.end();

        assertThat(submission.traceparent().orElseThrow()).matches(Tracing.TRACEPARENT);
        assertThat(sent).extracting(SpanData::getName).containsExactly("submission", "attempt");
        assertThat(sent.get(1).getTraceId()).isEqualTo(sent.get(0).getTraceId());
        assertThat(sent.get(1).getParentSpanId()).isEqualTo(sent.get(0).getSpanId());
        assertThat(sent.get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void carriesNothingOnOfWhatIsNotSampled() {
        TraceSpan submission = tracing(HARDLY_ANY).begin("submission");
        submission.end();

        assertThat(submission).isSameAs(TraceSpan.NONE);
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"
            })
    void doesNotProceedFromWhatIsNoTraceOrNotSampled(String traceparent) {
        assertThat(tracing(1).proceed("attempt", Optional.of(traceparent))).isSameAs(TraceSpan.NONE);
        assertThat(tracing(1).proceed("attempt", Optional.empty())).isSameAs(TraceSpan.NONE);
    }

    private Tracing tracing(int oneIn) {
        SpanExporter exporter = new SpanExporter() {
            @Override
            public CompletableResultCode export(Collection<SpanData> spans) {
                sent.addAll(spans);
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode flush() {
                return CompletableResultCode.ofSuccess();
            }

            @Override
            public CompletableResultCode shutdown() {
                return CompletableResultCode.ofSuccess();
            }
        };
        return new OtlpTracing(SimpleSpanProcessor.create(exporter), oneIn, "relay", "relay-1");
    }
}
