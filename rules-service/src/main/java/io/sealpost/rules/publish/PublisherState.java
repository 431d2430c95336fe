package io.sealpost.rules.publish;

/** What the publisher of this instance is doing. */
enum PublisherState {
    /** Has not reached the database and the broker yet. */
    STARTING,
    PUBLISHING,
    /** Another instance publishes. */
    STANDBY,
    DATABASE_AWAY,
    BROKER_AWAY,
    /** Its thread has ended, which only a fault of ours can do. */
    DEAD;

    /** Whether changes are published, here or elsewhere. */
    boolean isWell() {
        return this == PUBLISHING || this == STANDBY;
    }
}
