package io.sealpost.relay.ruleset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Writes what this relay tells of itself on {@code sealpost.relay-status}.
 *
 * @param relay its name, the record's key
 * @param adminUrl where its operator API is
 * @param maxStaleness how long it goes on without Kafka
 */
record RelayStatus(String relay, String adminUrl, Duration maxStaleness) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** It runs, and has come this far. */
    String active(Progress progress, List<UsedUpQuotas.UsedUp> usedUp, Instant at) {
        ObjectNode json = record("active")
                .put("topicId", progress.topicId())
                .put("epoch", progress.epoch())
                .put("appliedOffset", progress.offset());
        ArrayNode refused = json.putArray("refused");
        for (ScopeState state : progress.refused()) {
            if (state.content() instanceof ScopeState.Refused why) {
                refused.addObject()
                        .put("scope", state.scope().toString())
                        .put("revision", state.version().revision())
                        .put("reason", why.reason());
            }
        }
        ArrayNode throttled = json.putArray("throttled");
        for (UsedUpQuotas.UsedUp each : usedUp) {
            ObjectNode entry = throttled.addObject();
            each.quota().submitter().ifPresent(submitter -> entry.put("submitter", submitter));
            entry.put("domain", each.quota().domain().name())
                    .put("limit", each.limit())
                    .put("until", MILLIS.format(each.until()));
        }
        return json.put("adminUrl", adminUrl)
                .put("maxStaleness", maxStaleness.toString())
                .put("at", MILLIS.format(at))
                .toString();
    }

    /** Its goodbye. */
    String retired(Instant at) {
        return record("retired").put("at", MILLIS.format(at)).toString();
    }

    private ObjectNode record(String state) {
        return MAPPER.createObjectNode().put("relay", relay).put("state", state);
    }
}
