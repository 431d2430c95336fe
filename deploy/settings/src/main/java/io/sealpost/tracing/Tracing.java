package io.sealpost.tracing;

import java.util.Optional;
import java.util.regex.Pattern;

/** Begins spans, or does not where nobody wants them. */
public interface Tracing extends AutoCloseable {
    /** Begins none. */
    Tracing OFF = new Tracing() {
        @Override
        public TraceSpan begin(String name) {
            return TraceSpan.NONE;
        }

        @Override
        public TraceSpan proceed(String name, Optional<String> traceparent) {
            return TraceSpan.NONE;
        }

        @Override
        public void close() {}
    };

    /** Version, trace, span and flags, as a header or a stored field may say them. */
    Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * Sends spans to a collector, in batches and from a thread of its own; what it does not take is dropped.
     *
     * @param endpoint where spans go, OTLP over HTTP; empty: nowhere, and there are none
     * @param oneIn one trace in so many is begun
     * @param service what the service is called in a trace
     * @param instance which of its instances this is
     */
    static Tracing of(Optional<String> endpoint, int oneIn, String service, String instance) {
        return endpoint.<Tracing>map(url -> OtlpTracing.to(url, oneIn, service, instance))
                .orElse(OFF);
    }

    /** Begins a trace, if its turn has come. */
    TraceSpan begin(String name);

    /** Begins a span below that one, if there is one and it is sampled. */
    TraceSpan proceed(String name, Optional<String> traceparent);

    /** Sends what is left. Blocks for 2 s at most. */
    @Override
    void close();
}
