package io.sealpost.relay.ruleset;

import java.util.Objects;

/**
 * Rulesets and where in the topic they come from.
 *
 * @param view what they say
 * @param topicId Kafka's id of the topic
 * @param offset of the last record in it
 */
record Known(RulesetView view, String topicId, long offset) {
    Known {
        Objects.requireNonNull(view);
        Objects.requireNonNull(topicId);
    }
}
