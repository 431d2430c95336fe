package io.sealpost.bounce.record;

import io.sealpost.bounce.event.ReportDue;

/** An event that has arrived, with the record's value that it was read from. */
public final class Arrival {

    private final ReportDue event;
    private final byte[] value;

    /** @param value byte for byte; not copied, and not to be changed any more */
    public Arrival(ReportDue event, byte[] value) {
        this.event = event;
        this.value = value;
    }

    public ReportDue event() {
        return event;
    }

    byte[] value() {
        return value;
    }
}
