package io.sealpost.relay.spool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * Reads envelope records. One that is damaged is logged once, kept as it is and known here from then on; its message is not
 * delivered, and all others are. For all threads.
 */
final class SetAside {
    private static final Logger LOG = Logger.getLogger(SetAside.class);

    private final Store store;
    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();

    SetAside(Store store) {
        this.store = store;
    }

    /** The message; empty if there is none of that name or its record is damaged. Blocks. */
    Optional<SpooledMessage> find(QueueId id) {
        byte[] key = Keys.envelope(id);
        try {
            return store.get(Family.ENVELOPES, key).flatMap(stored -> read(key, stored));
        } catch (DamagedStoreException e) {
            add(key, e);
            return Optional.empty();
        }
    }

    /** The message of a record; empty if that is damaged. */
    Optional<SpooledMessage> read(byte[] key, byte[] stored) {
        try {
            return Optional.of(RecordFormat.decode(stored, SpooledMessage.class));
        } catch (DamagedRecordException e) {
            add(key, e);
            return Optional.empty();
        }
    }

    /**
     * Looks at all records and returns how many there are. Of each only form and checksum are looked at, for a start must
     * not take long. Blocks.
     */
    long check() {
        long[] records = {0};
        store.scan(Family.ENVELOPES, new byte[0], (key, stored) -> {
            try {
                RecordFormat.check(stored);
            } catch (DamagedRecordException e) {
                add(key, e);
            }
            return ++records[0] > 0;
        });
        return records[0];
    }

    /** Whether that message's record was met and is damaged. */
    boolean isDamaged(QueueId id) {
        return reasons.containsKey(id.value());
    }

    /** How many were met since the start. */
    int size() {
        return reasons.size();
    }

    /** Those that were met since the start, in the order of their keys. Blocks. */
    List<DamagedRecord> all() {
        return reasons.entrySet().stream()
                .map(each -> new DamagedRecord(each.getKey(), each.getValue(), octets(each.getKey())))
                .toList();
    }

    private Optional<byte[]> octets(String key) {
        try {
            return store.get(Family.ENVELOPES, key.getBytes(StandardCharsets.US_ASCII));
        } catch (DamagedStoreException e) {
            return Optional.empty();
        }
    }

    private void add(byte[] key, Exception reason) {
        String id = new String(key, StandardCharsets.US_ASCII);
        if (reasons.putIfAbsent(id, String.valueOf(reason.getMessage())) == null) {
            LOG.errorf(reason, "an envelope record is damaged; its message is kept but not delivered queueId=%s", id);
        }
    }
}
