package io.sealpost.rules.publish;

import io.sealpost.rules.change.Publications;
import io.sealpost.rules.change.Publications.Backlog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The latest count of what is not published, so that nobody who asks waits for a database that is away. */
@ApplicationScoped
class Backlogs {

    private static final Logger LOG = Logger.getLogger(Backlogs.class);

    /** Counting looks at every scope. */
    private static final Duration OFTEN_ENOUGH = Duration.ofSeconds(1);

    private final Publications publications;
    private volatile Backlog latest = Backlog.NONE;
    private long countedAt = System.nanoTime() - OFTEN_ENOUGH.toNanos();

    Backlogs(Publications publications) {
        this.publications = publications;
    }

    Backlog latest() {
        return latest;
    }

    /** Counts anew unless that was done lately; on the publisher's thread. Blocks. */
    void refresh() {
        if (System.nanoTime() - countedAt < OFTEN_ENOUGH.toNanos()) {
            return;
        }
        countedAt = System.nanoTime();
        Backlog present = publications.backlog();
        if (present.ahead() > latest.ahead()) {
            LOG.errorf(
                    "The topic holds newer states than the database, which seems to be an older copy. If it was "
                            + "restored, POST /v1/epoch publishes all of it anew topic=%s scopes=%d",
                    RulesetTopic.NAME, present.ahead());
        }
        latest = present;
    }
}
