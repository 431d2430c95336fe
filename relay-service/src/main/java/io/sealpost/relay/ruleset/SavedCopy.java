package io.sealpost.relay.ruleset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sealpost.relay.spool.SavedRulesets;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The rulesets as they are kept in the spool for a start without Kafka: each scope's record as it came, and in the head, which
 * is JSON, what holds for all.
 *
 * @param known the rulesets
 * @param contactAt when Kafka was last heard of; they are trusted from then on for max-staleness
 */
record SavedCopy(Known known, Instant contactAt) {
    private static final Logger LOG = Logger.getLogger(SavedCopy.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int FORMAT = 2;

    private record Head(String topicId, long offset, Instant contactAt) {}

    SavedCopy {
        Objects.requireNonNull(known);
        Objects.requireNonNull(contactAt);
    }

    /**
     * Writes the copy; what it has in common with the one that is there is not written again. Blocks.
     *
     * @param before the rulesets of that one; null: not known
     */
    void write(SavedRulesets saved, @Nullable Known before) {
        if (before == null || !saved.update(head(), missingIn(before.view()), gone(before.view()))) {
            saved.replace(head(), missingIn(RulesetView.NONE));
        }
    }

    private Map<String, byte[]> missingIn(RulesetView earlier) {
        Map<String, byte[]> records = new HashMap<>();
        known.view()
                .states()
                .all()
                .filter(state -> !state.equals(earlier.states().get(state.scope())))
                .forEach(state ->
                        records.put(state.scope().toString(), state.value().octets()));
        return records;
    }

    private Set<String> gone(RulesetView earlier) {
        Set<String> gone = new HashSet<>();
        earlier.states()
                .all()
                .filter(state -> known.view().states().get(state.scope()) == null)
                .forEach(state -> gone.add(state.scope().toString()));
        return gone;
    }

    private byte[] head() {
        try {
            return MAPPER.writeValueAsBytes(MAPPER.createObjectNode()
                    .put("format", FORMAT)
                    .put("topicId", known.topicId())
                    .put("offset", known.offset())
                    .put("contactAt", contactAt.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings could not be written as JSON", e);
        }
    }

    /** Kafka's id of the topic that the copy is of; empty if there is none that can be read. Blocks. */
    static Optional<String> topicId(SavedRulesets saved) {
        return saved.head().flatMap(SavedCopy::readHead).map(Head::topicId);
    }

    /** Reads the copy; empty if it is damaged or of another format: then the rules are not known. Blocks. */
    static Optional<SavedCopy> read(SavedRulesets saved) {
        return saved.head().flatMap(SavedCopy::readHead).flatMap(head -> read(saved, head));
    }

    private static Optional<SavedCopy> read(SavedRulesets saved, Head head) {
        ScopeTable table = new ScopeTable();
        try {
            saved.forEach((key, record) -> Scope.parse(key)
                    .ifPresent(scope ->
                            table.apply(scope, PackedText.ofOctets(record).text())));
        } catch (IllegalArgumentException e) {
            return unreadable(e);
        }
        return Optional.of(new SavedCopy(new Known(table.view(), head.topicId(), head.offset()), head.contactAt()));
    }

    private static Optional<Head> readHead(byte[] octets) {
        try {
            JsonNode json = MAPPER.readTree(octets);
            if (json.path("format").asInt() != FORMAT) {
                throw new IOException("of another format");
            }
            return Optional.of(new Head(
                    json.path("topicId").asText(),
                    json.path("offset").asLong(-1),
                    Instant.parse(json.path("contactAt").asText())));
        } catch (IOException | DateTimeException e) {
            return unreadable(e);
        }
    }

    private static <T> Optional<T> unreadable(Exception e) {
        LOG.warnf("the saved copy of the rulesets cannot be read cause=%s", e.getMessage());
        return Optional.empty();
    }
}
