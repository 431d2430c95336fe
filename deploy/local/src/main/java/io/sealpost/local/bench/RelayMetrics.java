package io.sealpost.local.bench;

/**
 * What the relays count of themselves, since their start, together.
 *
 * @param syncs groups of changes that were written to the spool and synced, one {@code fdatasync} each
 * @param collections of garbage
 * @param collectionSeconds for how long these stopped a relay
 * @param allocatedBytes on their heaps, as of the last collection
 * @param unfinished messages in the queue and events that Kafka has not confirmed, now
 */
record RelayMetrics(
        double syncs, double collections, double collectionSeconds, double allocatedBytes, double unfinished) {
    /** Reads the texts of {@code /q/metrics}, one after the other. */
    static RelayMetrics read(String text) {
        return new RelayMetrics(
                sum(text, "sealpost_spool_commit_seconds_count"),
                sum(text, "jvm_gc_pause_seconds_count"),
                sum(text, "jvm_gc_pause_seconds_sum"),
                sum(text, "jvm_gc_memory_allocated_bytes_total"),
                sum(text, "sealpost_queue_messages") + sum(text, "sealpost_outbox_waiting"));
    }

    /** What came since then; {@code unfinished} stays. */
    RelayMetrics since(RelayMetrics before) {
        return new RelayMetrics(
                syncs - before.syncs,
                collections - before.collections,
                collectionSeconds - before.collectionSeconds,
                allocatedBytes - before.allocatedBytes,
                unfinished);
    }

    /** Over all of the metric's labels; 0 where there is none. */
    private static double sum(String text, String metric) {
        return text.lines()
                .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
