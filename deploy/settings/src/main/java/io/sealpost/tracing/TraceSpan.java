package io.sealpost.tracing;

import java.util.Optional;

/** A part of a trace that is under way. */
public interface TraceSpan {
    /** Of no trace. */
    TraceSpan NONE = new TraceSpan() {
        @Override
        public Optional<String> traceparent() {
            return Optional.empty();
        }

        @Override
        public TraceSpan tell(String key, String value) {
            return this;
        }

        @Override
        public void fail(String why) {}

        @Override
        public void end() {}
    };

    /** What carries the trace on (W3C Trace Context); empty where there is none. */
    Optional<String> traceparent();

    /** Adds what is known of it. No addresses of people. */
    TraceSpan tell(String key, String value);

    /** Says that it came to nothing; it still must {@link #end}. */
    void fail(String why);

    /** It is over. */
    void end();
}
