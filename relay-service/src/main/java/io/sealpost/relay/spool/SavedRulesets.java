package io.sealpost.relay.spool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Keeps the copy of the rulesets over a restart: a head, and a record for each scope, by its name. For all threads; all calls block. */
public final class SavedRulesets {
    private static final byte[] HEAD = Keys.meta("rulesets");
    private static final byte[] SCOPES = Keys.meta("rulesets/");

    private final Store store;

    SavedRulesets(Store store) {
        this.store = store;
    }

    /** The head as it was saved; empty if there is no copy. */
    public Optional<byte[]> head() {
        return store.get(Family.META, HEAD);
    }

    /** Visits the record of each scope. */
    public void forEach(BiConsumer<String, byte[]> action) {
        store.scan(Family.META, SCOPES, (key, record) -> {
            boolean scope = isScope(key);
            if (scope) {
                action.accept(name(key), record);
            }
            return scope;
        });
    }

    /**
     * Puts another head, some records and the lack of others in the place of what there is, at once and synced.
     *
     * @return whether there was a copy; else nothing is written, for it would be a part of one
     */
    public synchronized boolean update(byte[] head, Map<String, byte[]> changed, Collection<String> gone) {
        if (head().isEmpty()) {
            return false;
        }
        Change removal = batch -> {
            for (String scope : gone) {
                batch.delete(Family.META, key(scope));
            }
        };
        store.write(List.of(removal.and(writing(head, changed))), true);
        return true;
    }

    /** Puts this copy in the place of whatever there is, at once and synced. */
    public synchronized void replace(byte[] head, Map<String, byte[]> records) {
        store.write(List.of(removal().and(writing(head, records))), true);
    }

    /** Removes it, synced: it must not serve any more. */
    public synchronized void voidCopy() {
        store.write(List.of(removal()), true);
    }

    private static Change writing(byte[] head, Map<String, byte[]> records) {
        return batch -> {
            batch.put(Family.META, HEAD, head);
            for (Map.Entry<String, byte[]> record : records.entrySet()) {
                batch.put(Family.META, key(record.getKey()), record.getValue());
            }
        };
    }

    private static Change removal() {
        byte[] behind = SCOPES.clone();
        behind[behind.length - 1]++;
        return batch -> {
            batch.delete(Family.META, HEAD);
            batch.deleteRange(Family.META, SCOPES, behind);
        };
    }

    private static boolean isScope(byte[] key) {
        return key.length > SCOPES.length && Arrays.equals(Arrays.copyOf(key, SCOPES.length), SCOPES);
    }

    private static byte[] key(String scope) {
        return Keys.meta("rulesets/" + scope);
    }

    private static String name(byte[] key) {
        return new String(key, SCOPES.length, key.length - SCOPES.length, StandardCharsets.US_ASCII);
    }
}
