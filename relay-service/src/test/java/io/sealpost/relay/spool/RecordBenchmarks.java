package io.sealpost.relay.spool;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The envelope record of a message to one recipient. */
@State(Scope.Benchmark)
public class RecordBenchmarks {
    private final SpooledMessage message = Messages.plain(Messages.ID, 10_240);
    private final byte[] stored = RecordFormat.encode(message);

    @Benchmark
    public byte[] recordWritten() {
        return RecordFormat.encode(message);
    }

    @Benchmark
    public SpooledMessage recordRead() throws DamagedRecordException {
        return RecordFormat.decode(stored, SpooledMessage.class);
    }
}
