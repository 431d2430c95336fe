package io.sealpost.relay.spool;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Holds accepted messages and the events about them. A stage that completes says: it is on the disk, synced.
 *
 * <p>For all threads. One message is updated by one caller at a time.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Spool.class);
    private static final int READERS = 4;

    private final Store store;
    private final Committer committer;
    private final Outbox outbox;
    private final MessageHistory history;
    private final TlsSightings tlsSightings;
    private final Receipts receipts;
    private final SavedRulesets savedRulesets;
    private final ExecutorService io = SpoolThreads.named("spool-io", READERS);
    private final ExecutorService completions = SpoolThreads.named("spool-completions", 1);
    private final Function<SpooledMessage, List<OutboxEvent>> acceptedEvents;
    private final List<Consumer<SpooledMessage>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong messages;
    private final FreshMessages fresh = new FreshMessages();
    private final SetAside setAside;
    private final ScheduleRecords schedule;
    private final Reclaim reclaim;

    private Spool(Store store, Function<SpooledMessage, List<OutboxEvent>> acceptedEvents) {
        this.store = store;
        this.acceptedEvents = acceptedEvents;
        this.outbox = new Outbox(store);
        this.setAside = new SetAside(store);
        this.history = new MessageHistory(store);
        this.receipts = new Receipts(store);
        this.savedRulesets = new SavedRulesets(store);
        this.tlsSightings = new TlsSightings(store, io);
        this.committer = new Committer(store, completions);
        this.reclaim = new Reclaim(new BodyFiles(store));
        this.messages = new AtomicLong(setAside.check());
        this.schedule = new ScheduleRecords(store, setAside);
        schedule.complete(messages.get() - setAside.size());
    }

    /** Opens the spool of a relay that tells nobody of accepted messages. Blocks. */
    public static Spool open(Path directory) {
        return open(directory, message -> List.of());
    }

    /**
     * Opens or makes the spool in a directory, which it locks, and removes what is left of messages that were never
     * accepted. Blocks.
     *
     * @param acceptedEvents the events that tell of an accepted message; they are stored in the message's batch
     * @throws SpoolException if the directory cannot be made, is in use, is damaged or is of a newer format
     */
    public static Spool open(Path directory, Function<SpooledMessage, List<OutboxEvent>> acceptedEvents) {
        Store store = Store.open(directory);
        try {
            int removed = new Orphans(store).remove();
            Spool spool = new Spool(store, acceptedEvents);
            spool.tlsSightings.forgetOld(Instant.now());
            spool.receipts.forgetOld(Instant.now());
            LOG.infof("spool opened directory=%s orphansRemoved=%d", directory, removed);
            return spool;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Opens a damaged spool as far as it can be read, logs what was lost, and keeps what is left of messages without an
     * envelope as files. Blocks.
     *
     * @throws SpoolException as {@link #open} does, and where the damage is not in the log alone
     */
    public static Spool repair(Path directory, Function<SpooledMessage, List<OutboxEvent>> acceptedEvents) {
        Repair.run(directory).log(directory);
        return open(directory, acceptedEvents);
    }

    /** Begins a message; its octets go into the writer. */
    public BodyWriter newBody(QueueId id) {
        return new BodyWriter(id, store, io, reclaim::removed);
    }

    /**
     * Makes a message exist, with all octets of the body and the events. Completes when it is synced and the listeners
     * have heard of it; after a failure it does not exist, and the next start removes what is left of it.
     *
     * @throws IllegalArgumentException if the body is not that of the message
     */
    public CompletionStage<Void> accept(SpooledMessage message, BodyWriter body, List<OutboxEvent> events) {
        return accept(message, body, events, Optional.empty());
    }

    /**
     * As {@link #accept(SpooledMessage, BodyWriter, List)}, with a receipt in the same batch.
     *
     * @param repeatKey by what the message is known again if it is handed in once more
     */
    public CompletionStage<Void> accept(
            SpooledMessage message, BodyWriter body, List<OutboxEvent> events, Optional<String> repeatKey) {
        if (!body.id().equals(message.id()) || body.octets() != message.size()) {
            throw new IllegalArgumentException("the envelope " + message.id() + " of " + message.size()
                    + " octets does not fit the body " + body.id() + " of " + body.octets());
        }
        List<OutboxEvent> all = Stream.concat(events.stream(), acceptedEvents.apply(message).stream())
                .toList();
        Change envelope = repeatKey
                .map(key -> receipts.adding(new Receipts.Receipt(key, message.id(), message.acceptedAt())))
                .map(envelope(message)::and)
                .orElse(envelope(message));
        return body.finish()
                .thenCompose(last -> {
                    // Before anybody can see the message: so whoever changes it finds it here.
                    fresh.add(message);
                    return commit(last.and(envelope), all);
                })
                .thenRun(() -> {
                    messages.incrementAndGet();
                    listeners.forEach(listener -> tell(listener, message));
                })
                .whenComplete((stored, failure) -> {
                    if (failure != null) {
                        fresh.remove(message.id());
                    }
                });
    }

    /**
     * Replaces the envelope of a message and adds the events, at once.
     *
     * @param told those of the events that stay in the message's history
     */
    public CompletionStage<Void> update(SpooledMessage message, List<OutboxEvent> events, List<OutboxEvent> told) {
        fresh.remove(message.id());
        return commit(envelope(message).and(MessageHistory.adding(message.id(), told)), events);
    }

    /** Ends a message: removes envelope, history and octets and adds the events, at once. */
    public CompletionStage<Void> remove(SpooledMessage message, List<OutboxEvent> events) {
        fresh.remove(message.id());
        byte[] key = Keys.envelope(message.id());
        Change removal = batch -> batch.delete(Family.ENVELOPES, key);
        return commit(
                        removal.and(ScheduleRecords.removing(message.id()))
                                .and(history.removal(message.id()))
                                .and(BodyWriter.removal(message.id(), BodyWriter.chunksOf(message.size()))),
                        events)
                .thenRun(() -> {
                    messages.decrementAndGet();
                    reclaim.removed(message.size());
                });
    }

    /**
     * A message that was accepted, if that was lately and nothing of it has changed since: then it need not be read. Does not
     * block.
     */
    public Optional<SpooledMessage> atHand(QueueId id) {
        return fresh.get(id);
    }

    /** The message of that name; empty if there is none or its record is damaged. Blocks. */
    public Optional<SpooledMessage> find(QueueId id) {
        return setAside.find(id);
    }

    /** Visits what is to be scheduled, in the order of acceptance; damaged messages are left out. Blocks. */
    public void forEachScheduled(Consumer<ScheduleRecord> action) {
        schedule.forEach(action);
    }

    /** As {@link #forEachScheduled(Consumer)}, on a thread of the spool; completes at the end. */
    public CompletionStage<Void> scanSchedule(Consumer<ScheduleRecord> action) {
        return CompletableFuture.runAsync(() -> forEachScheduled(action), io);
    }

    /** The message that was accepted next after that one, or first, damaged or not. Blocks. */
    public Optional<QueueId> next(Optional<QueueId> after) {
        return store.firstKey(Family.ENVELOPES, after.map(Keys::afterEnvelope).orElse(new byte[0]))
                .map(Keys::id);
    }

    /**
     * Some messages in the order of their acceptance. Blocks.
     *
     * @param after the message before the first; empty: from the oldest
     * @param max how many at most
     */
    public List<SpooledMessage> list(Optional<QueueId> after, int max) {
        List<SpooledMessage> found = new ArrayList<>();
        byte[] from = after.map(Keys::afterEnvelope).orElse(new byte[0]);
        store.scan(Family.ENVELOPES, from, (key, stored) -> {
            setAside.read(key, stored).ifPresent(found::add);
            return found.size() < max;
        });
        return found;
    }

    /** What became of a message in earlier rounds, oldest first: as the events told it. Blocks. */
    public List<OutboxEvent> history(QueueId id, int max) {
        return history.of(id, max);
    }

    /** How many messages it holds, damaged ones included. */
    public long messages() {
        return messages.get();
    }

    /** Reads the octets of a message from the beginning. */
    public BodyReader readBody(QueueId id) {
        return new BodyReader(id, store, io);
    }

    /** Calls back for each message that is accepted from now on, after its sync; it must be quick. */
    public void onAccepted(Consumer<SpooledMessage> listener) {
        listeners.add(listener);
    }

    /** Calls back after each sync. */
    public void onCommitted(CommitListener listener) {
        committer.addListener(listener);
    }

    /** The events that wait to be published. */
    public Outbox outbox() {
        return outbox;
    }

    /** The recipient domains at which TLS was seen. */
    public TlsSightings tlsSightings() {
        return tlsSightings;
    }

    /** Messages that were taken and may be handed in once more. */
    public Receipts receipts() {
        return receipts;
    }

    /** Whether nobody waits for anything that it holds: no message, not even a damaged one, and no event. Blocks. */
    public boolean isEmpty() {
        return store.firstKey(Family.ENVELOPES, new byte[0]).isEmpty() && outbox.isEmpty();
    }

    /** Whether the last write failed, so that no mail can be taken. */
    public boolean isFailing() {
        return store.isFailing();
    }

    /** How many damaged envelope records were met since the start. */
    public int damagedRecords() {
        return setAside.size();
    }

    /** The damaged envelope records that were met since the start. Blocks. */
    public List<DamagedRecord> damaged() {
        return setAside.all();
    }

    /** The copy of the rulesets. */
    public SavedRulesets savedRulesets() {
        return savedRulesets;
    }

    /** The destinations that an operator paused. */
    public PausedDestinations pausedDestinations() {
        return new PausedDestinations(store);
    }

    /** Takes no more changes, syncs those that wait, and releases the directory. Blocks. */
    @Override
    public void close() {
        committer.close();
        SpoolThreads.end(completions);
        SpoolThreads.end(io);
        reclaim.close();
        store.close();
    }

    private CompletionStage<Void> commit(Change change, List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return committer.commit(change);
        }
        return committer.commit(change.and(outbox.adding(events))).thenRun(outbox::announce);
    }

    private static Change envelope(SpooledMessage message) {
        byte[] key = Keys.envelope(message.id());
        byte[] record = RecordFormat.encode(message);
        Change put = batch -> batch.put(Family.ENVELOPES, key, record);
        return put.and(ScheduleRecords.putting(message));
    }

    private static void tell(Consumer<SpooledMessage> listener, SpooledMessage message) {
        try {
            listener.accept(message);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a listener failed on an accepted message queueId=%s", message.id());
        }
    }
}
