package io.sealpost.relay.ruleset;

import java.util.Objects;

/**
 * How the reading of the topic goes, for operators.
 *
 * @param state in a word
 * @param detail what is the matter; empty if nothing is
 */
record Reading(State state, String detail) {
    enum State {
        /** Since the start, the topic was not yet read to its end. */
        STARTING,
        /** Each change comes at once. */
        FOLLOWING,
        /** No broker answers. */
        KAFKA_AWAY,
        /** A broker answers, but the topic is not there. */
        TOPIC_MISSING,
        /** The relay itself fails at it. */
        FAILING
    }

    /** Hears how it goes, again and again. */
    interface Listener {
        void goes(Reading now);
    }

    static final Reading STARTING = new Reading(State.STARTING, "the topic is not read to its end yet");
    static final Reading FOLLOWING = new Reading(State.FOLLOWING, "");

    Reading {
        Objects.requireNonNull(state);
        Objects.requireNonNull(detail);
    }

    static Reading away(String cause) {
        return new Reading(State.KAFKA_AWAY, cause);
    }

    static Reading missing(String topic) {
        return new Reading(State.TOPIC_MISSING, "there is no topic " + topic);
    }

    static Reading failing(Throwable cause) {
        return new Reading(State.FAILING, cause.toString());
    }
}
