package io.sealpost.rules.change;

/**
 * Where a state of a scope stands.
 *
 * @param topicId Kafka's id of the topic, which changes when the topic is made anew
 */
public record Place(Scope scope, long revision, String topicId, long offset) {}
