package io.sealpost.rules.publish;

import io.sealpost.rules.rollout.Waits;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the publisher is doing. Tells the log when that changes, and again every few minutes while it is not well. */
final class PublisherStatus {

    private static final Logger LOG = Logger.getLogger(PublisherStatus.class);
    private static final Duration REMINDER = Duration.ofMinutes(5);

    private final Waits waits;
    private volatile PublisherState state = PublisherState.STARTING;
    private long toldAt;

    PublisherStatus(Waits waits) {
        this.waits = waits;
    }

    PublisherState state() {
        return state;
    }

    /** Takes the next state; for the publisher's thread alone. */
    void become(PublisherState next, @Nullable Exception failure) {
        boolean changed = next != state;
        boolean told = System.nanoTime() - toldAt < REMINDER.toNanos();
        if (!changed && (next.isWell() || told)) {
            return;
        }
        toldAt = System.nanoTime();
        state = next;
        waits.hindrance(next.isWell() ? null : next.meaning());
        if (next.isWell()) {
            LOG.infof("Publisher state=%s", next);
        } else {
            complain(next, failure);
        }
    }

    private static void complain(PublisherState state, @Nullable Exception failure) {
        String cause = failure == null ? "" : failure.getMessage();
        switch (state) {
            case TOPIC_MISSING ->
                LOG.errorf(
                        "Nothing can be published: the topic is missing topic=%s state=%s", RulesetTopic.NAME, state);
            case FAULTY -> LOG.errorf(failure, "Nothing can be published now; trying on state=%s", state);
            default -> LOG.warnf("Nothing can be published now; trying on state=%s cause=%s", state, cause);
        }
        LOG.debug("The cause", failure);
    }
}
