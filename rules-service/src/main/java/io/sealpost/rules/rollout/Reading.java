package io.sealpost.rules.rollout;

/**
 * How far a topic is read, or is to be read.
 *
 * @param topicId Kafka's id of the topic: offsets of a topic that was made anew say nothing of the old one
 * @param offset behind the last record
 */
record Reading(String topicId, long offset) {

    static final Reading NOTHING = new Reading("", 0);

    boolean reaches(Reading end) {
        return topicId.equals(end.topicId) && offset >= end.offset;
    }
}
