package io.sealpost.rules.publish;

import io.sealpost.rules.change.Place;
import io.sealpost.rules.change.Publications;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Notes what stands on the topic and was not noted by whoever sent it: an instance that died between sending and
 * noting, one that lost its lead while a record was on its way, a stranger.
 *
 * <p>Of each scope the record with the highest offset is noted, since that one stays when the topic is compacted. If
 * it holds an older state, the scope lags and is sent again; if it holds the present one, it is not sent twice; if it
 * holds a newer one than the database, the database has lost something,
 * and nothing is sent until the epoch is raised, for relays would ignore it. Used by the publisher's thread alone.
 */
@ApplicationScoped
class TopicTail {

    private final Publications publications;
    private final TopicRecords records;
    private final RulesetTopic topic;
    private String topicId = "";
    /** All records before this offset are noted. */
    private long next;

    TopicTail(Publications publications, TopicRecords records, RulesetTopic topic) {
        this.publications = publications;
        this.records = records;
        this.topic = topic;
    }

    /** Notes everything up to the present end. Blocks; throws for the reasons of Kafka and the database. */
    void catchUp(String presentTopicId) {
        if (!presentTopicId.equals(topicId)) {
            publications.begin(presentTopicId);
            next = publications.lastOffset(presentTopicId) + 1;
            topicId = presentTopicId;
        }
        if (topic.end() > next) {
            next = records.read(
                    topicId,
                    next,
                    standing -> publications.observed(
                            new Place(standing.scope(), standing.revision(), topicId, standing.offset()),
                            standing.epoch()));
        }
    }

    /** A record was noted elsewhere. */
    void noted(long offset) {
        if (offset == next) {
            next++;
        }
    }

    /** From now on another instance may send: begin anew with what is noted. */
    void forget() {
        topicId = "";
    }
}
