package io.sealpost.relay.ruleset;

import java.util.List;

/**
 * How far the reading of the topic has come, as told on {@code sealpost.relay-status}.
 *
 * @param topicId Kafka's id of the topic; empty while there is no topic
 * @param epoch the highest applied; 0: none
 * @param offset the last applied; -1: none
 * @param refused scopes that were not understood
 */
record Progress(String topicId, long epoch, long offset, List<ScopeState> refused) {
    Progress {
        refused = List.copyOf(refused);
    }

    static Progress of(Known known) {
        return new Progress(
                known.topicId(),
                known.view().epoch(),
                known.offset(),
                known.view().refused());
    }

    /** Nothing of the topic is applied. */
    static Progress none(String topicId) {
        return new Progress(topicId, 0, -1, List.of());
    }
}
