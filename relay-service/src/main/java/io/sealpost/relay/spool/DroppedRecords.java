package io.sealpost.relay.spool;

import java.util.function.Consumer;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Logger;

/** The database's log while it recovers: hears of the parts of the write-ahead log that it drops. */
final class DroppedRecords extends Logger {
    private final Consumer<String> dropped;

    DroppedRecords(Consumer<String> dropped) {
        super(InfoLogLevel.WARN_LEVEL);
        this.dropped = dropped;
    }

    @Override
    protected void log(InfoLogLevel level, String words) {
        if (words.contains("dropping")) {
            dropped.accept(words.strip());
        }
    }
}
