package io.sealpost.relay.ingress;

import io.sealpost.relay.spool.QueueId;
import io.sealpost.relay.spool.SpooledMessage;
import io.sealpost.tracing.TraceSpan;
import io.sealpost.tracing.Tracing;

/** The trace of a message, as far as its submission: from the moment its octets are awaited until it is synced, or refused. */
final class SubmissionSpan {
    private final Tracing tracing;
    private final String client;
    private TraceSpan span = TraceSpan.NONE;

    /** @param client its address */
    SubmissionSpan(Tracing tracing, String client) {
        this.tracing = tracing;
        this.client = client;
    }

    void begin(QueueId id) {
        span = tracing.begin("submission").tell("sealpost.queue_id", id.value()).tell("client.address", client);
    }

    /** The message, in this trace from now on. */
    SpooledMessage take(SpooledMessage message) {
        return message.in(span.traceparent());
    }

    /** It is over; nothing happens if it is already. */
    void end(boolean stored) {
        if (!stored) {
            span.fail("not stored");
        }
        span.end();
        span = TraceSpan.NONE;
    }
}
