package io.sealpost.rules.publish;

/** What the publisher of this instance is doing, and what that means, in words that need no knowledge of the inside. */
enum PublisherState {
    STARTING("Has not reached the database and the message broker yet."),
    PUBLISHING("This instance publishes changes."),
    STANDBY("Another instance publishes changes."),
    DATABASE_AWAY("The database cannot be reached at present. Changes are published when it is back."),
    BROKER_AWAY("The message broker cannot be reached at present. Changes are stored, and published when it is back."),
    TOPIC_MISSING(
            "The topic " + RulesetTopic.NAME + " is missing, and sealpost.topics.create=false forbids to make it. "
                    + "Changes are stored, and everything is published when the topic is there."),
    FAULTY("Publishing fails by a fault of this service, which is in its log. Changes are stored; it tries on."),
    DEAD("The publisher's thread has ended, which only a fault of this service can do.");

    private final String meaning;

    PublisherState(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }

    /** Whether changes are published, here or elsewhere. */
    boolean isWell() {
        return this == PUBLISHING || this == STANDBY;
    }
}
