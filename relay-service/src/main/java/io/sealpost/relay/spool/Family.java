package io.sealpost.relay.spool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;

/** The column families; in the order in which the database opens them. */
enum Family {
    /** RocksDB demands it; empty. */
    DEFAULT("default"),
    /** The octets of messages: queue id and number. */
    CHUNKS("chunks"),
    /** Messages of which chunks are written and the end is not: queue id. What a crash leaves here was never accepted. */
    OPEN_BODIES("open-bodies"),
    /** What makes a message exist: queue id. */
    ENVELOPES("envelopes"),
    /** When each message is due and where: queue id. */
    SCHEDULE("schedule"),
    /** Events that wait to be published: sequence number. */
    OUTBOX("outbox"),
    /** What became of a message in earlier rounds: queue id, time, and the event's id. */
    HISTORY("history"),
    /** Recipient domains at which TLS was seen: the domain's name. */
    TLS_SEEN("tls-seen"),
    /** Messages that may be handed in once more: the key that tells so. */
    RECEIPTS("receipts"),
    /** The format's version, the copy of the rulesets and the paused destinations. */
    META("meta");

    private final String word;

    Family(String word) {
        this.word = word;
    }

    /** Its name and options; what must outlive the database is added to {@code owned}. */
    ColumnFamilyDescriptor describe(List<AbstractNativeReference> owned) {
        ColumnFamilyOptions options = this == CHUNKS ? Tuning.bodies() : Tuning.records();
        owned.add(options);
        return new ColumnFamilyDescriptor(word.getBytes(StandardCharsets.US_ASCII), options);
    }
}
