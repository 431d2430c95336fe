package io.sealpost.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Spans by the SDK of OpenTelemetry. */
final class OtlpTracing implements Tracing {
    private static final int TRACE_AT = 3;
    private static final int SPAN_AT = 36;
    private static final int FLAGS_AT = 53;
    private static final long LAST_SECONDS = 2;

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @param processor takes the spans that are over */
    OtlpTracing(SpanProcessor processor, int oneIn, String service, String instance) {
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"), service,
                                AttributeKey.stringKey("service.instance.id"), instance))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(1.0 / oneIn)))
                .addSpanProcessor(processor)
                .build();
        this.tracer = provider.get("io.sealpost");
    }

    static OtlpTracing to(String endpoint, int oneIn, String service, String instance) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build();
        return new OtlpTracing(
                BatchSpanProcessor.builder(new TellingExporter(exporter)).build(), oneIn, service, instance);
    }

    @Override
    public TraceSpan begin(String name) {
        return traced(tracer.spanBuilder(name).setNoParent().startSpan());
    }

    @Override
    public TraceSpan proceed(String name, Optional<String> traceparent) {
        return traceparent
                .filter(text -> TRACEPARENT.matcher(text).matches())
                .map(text -> traced(tracer.spanBuilder(name)
                        .setParent(Context.root().with(Span.wrap(context(text))))
                        .startSpan()))
                .orElse(TraceSpan.NONE);
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }

    private static SpanContext context(String traceparent) {
        return SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE_AT, SPAN_AT - 1),
                traceparent.substring(SPAN_AT, FLAGS_AT - 1),
                TraceFlags.fromHex(traceparent, FLAGS_AT),
                TraceState.getDefault());
    }

    private static TraceSpan traced(Span span) {
        return span.isRecording() ? new Recorded(span) : TraceSpan.NONE;
    }

    private record Recorded(Span span) implements TraceSpan {
        @Override
        public Optional<String> traceparent() {
            SpanContext context = span.getSpanContext();
            return Optional.of("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                    + context.getTraceFlags().asHex());
        }

        @Override
        public TraceSpan tell(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public void fail(String why) {
            span.setStatus(StatusCode.ERROR, why);
        }

        @Override
        public void end() {
            span.end();
        }
    }
}
