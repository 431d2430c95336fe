package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportDue;
import java.util.Optional;

/** An event that has arrived, with the record's value that it was read from. */
public final class Arrival {

    private final ReportDue event;
    private final byte[] value;
    private final Optional<String> traceparent;

    /**
     * @param value byte for byte; not copied, and not to be changed any more
     * @param traceparent of the message's submission, if that is traced
     */
    public Arrival(ReportDue event, byte[] value, Optional<String> traceparent) {
        this.event = event;
        this.value = value;
        this.traceparent = traceparent;
    }

    public ReportDue event() {
        return event;
    }

    byte[] value() {
        return value;
    }

    Optional<String> traceparent() {
        return traceparent;
    }
}
