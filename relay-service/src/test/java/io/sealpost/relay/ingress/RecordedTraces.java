package io.sealpost.relay.ingress;

import io.sealpost.tracing.TraceSpan;
import io.sealpost.tracing.Tracing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Traces every message, and keeps what is told of it. */
final class RecordedTraces implements Tracing {
    /** Each span that is over: its name, its trace, and "failed" where it did. */
    final List<String> ended = new CopyOnWriteArrayList<>();

    private int begun;

    @Override
    public synchronized TraceSpan begin(String name) {
        begun++;
        return new Recorded(name + " " + begun, "00-%032x-%016x-01".formatted(begun, 1));
    }

    @Override
    public TraceSpan proceed(String name, Optional<String> traceparent) {
        return traceparent.<TraceSpan>map(parent -> new Recorded(name, parent)).orElse(TraceSpan.NONE);
    }

    @Override
    public void close() {}

    private final class Recorded implements TraceSpan {
        private final String name;
        private final String traceparent;
        private String trouble = "";

        Recorded(String name, String traceparent) {
            this.name = name;
            this.traceparent = traceparent;
        }

        @Override
        public Optional<String> traceparent() {
            return Optional.of(traceparent);
        }

        @Override
        public TraceSpan tell(String key, String value) {
            return this;
        }

        @Override
        public void fail(String why) {
            trouble = " failed";
        }

        @Override
        public void end() {
            ended.add(name + trouble);
        }
    }
}
