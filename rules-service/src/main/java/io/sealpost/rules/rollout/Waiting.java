package io.sealpost.rules.rollout;

import io.sealpost.rules.change.Obstacle;
import io.sealpost.rules.change.Place;
import io.sealpost.rules.change.Publication;
import io.sealpost.rules.change.ScopeRevision;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request that waits. Used by the one thread of {@link Waits}. */
final class Waiting {

    private final ScopeRevision wanted;
    private final long deadline;
    private final UniEmitter<? super Rollout> answer;
    private @Nullable Place place;
    private @Nullable Obstacle obstacle;
    /** End of the status topic after the place was known. */
    private @Nullable CompletableFuture<Reading> barrier;

    Waiting(ScopeRevision wanted, long deadline, UniEmitter<? super Rollout> answer) {
        this.wanted = wanted;
        this.deadline = deadline;
        this.answer = answer;
    }

    ScopeRevision wanted() {
        return wanted;
    }

    /** Takes how the publishing of the scope stands, if that is the one that is wanted. */
    void take(Publication publication) {
        if (publication.scope().equals(wanted.scope())) {
            obstacle = publication.obstacle().orElse(null);
            if (obstacle == Obstacle.NEWER_ON_TOPIC) {
                place = null;
            }
            publication.place().ifPresent(this::take);
        }
    }

    /** Takes the first place that has the change, and another one only when the topic was made anew. */
    private void take(Place candidate) {
        boolean hasIt = candidate.revision() >= wanted.revision();
        if (hasIt && (place == null || !place.topicId().equals(candidate.topicId()))) {
            place = candidate;
            barrier = null;
        }
    }

    /** Asks for the end of the status topic once the place is known, and again where the topic was made anew. */
    void askForBarrier(StatusTopic topic, Reading readUpTo, Runnable whenKnown) {
        if (place != null && (barrier == null || isUseless(barrier, readUpTo))) {
            CompletableFuture<Reading> asked = topic.end();
            barrier = asked;
            CompletableFuture<Void> unused = asked.thenRun(whenKnown);
        }
    }

    /** Answers if the change is in force or the time is over; returns whether it did. */
    boolean finish(RolloutDecision decision, List<Relay> relays, Reading readUpTo, @Nullable String hindrance) {
        Rollout rollout = decision.decide(wanted, Optional.ofNullable(place), relays);
        if (rollout.isComplete() && barrierReached(readUpTo)) {
            answer.complete(rollout);
            return true;
        }
        if (System.nanoTime() - deadline >= 0) {
            answer.complete(pending(rollout, hindrance));
            return true;
        }
        return false;
    }

    /** Answers that the change is pending, and why nobody waits on; returns true. */
    boolean giveUp(String reason) {
        answer.complete(new Rollout(Rollout.State.PENDING, wanted.revision(), List.of(), reason));
        return true;
    }

    private Rollout pending(Rollout rollout, @Nullable String hindrance) {
        if (place == null && obstacle != null) {
            return rollout.pendingFor(obstacle.words());
        }
        if (place == null) {
            return rollout.pendingFor(hindrance == null ? "The change is stored, and not published yet." : hindrance);
        }
        return rollout.isComplete() ? rollout.pendingFor("What the relays say cannot be read at present.") : rollout;
    }

    private static boolean isUseless(CompletableFuture<Reading> barrier, Reading readUpTo) {
        return barrier.isCompletedExceptionally()
                || (barrier.isDone() && !barrier.join().topicId().equals(readUpTo.topicId()));
    }

    private boolean barrierReached(Reading readUpTo) {
        return barrier != null
                && barrier.isDone()
                && !barrier.isCompletedExceptionally()
                && readUpTo.reaches(barrier.join());
    }
}
