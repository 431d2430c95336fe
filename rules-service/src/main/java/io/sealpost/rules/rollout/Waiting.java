package io.sealpost.rules.rollout;

import io.sealpost.rules.change.Place;
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
    /** End of the status topic after the place was known. */
    private @Nullable CompletableFuture<Long> barrier;

    Waiting(ScopeRevision wanted, long deadline, UniEmitter<? super Rollout> answer) {
        this.wanted = wanted;
        this.deadline = deadline;
        this.answer = answer;
    }

    ScopeRevision wanted() {
        return wanted;
    }

    /** Takes the first place that has the change, and another one only when the topic was made anew. */
    void take(Place candidate) {
        boolean hasIt = candidate.scope().equals(wanted.scope()) && candidate.revision() >= wanted.revision();
        if (hasIt && (place == null || !place.topicId().equals(candidate.topicId()))) {
            place = candidate;
            barrier = null;
        }
    }

    void askForBarrier(StatusTopic topic, Runnable whenKnown) {
        if (place != null && (barrier == null || barrier.isCompletedExceptionally())) {
            CompletableFuture<Long> asked = topic.end();
            barrier = asked;
            CompletableFuture<Void> unused = asked.thenRun(whenKnown);
        }
    }

    /** Answers if the change is in force or the time is over; returns whether it did. */
    boolean finish(RolloutDecision decision, List<Relay> relays, long readUpTo) {
        Rollout rollout = decision.decide(wanted, Optional.ofNullable(place), relays);
        boolean sure = barrierReached(readUpTo);
        if (rollout.isComplete() && sure) {
            answer.complete(rollout);
            return true;
        }
        if (System.nanoTime() - deadline >= 0) {
            answer.complete(new Rollout(Rollout.State.PENDING, rollout.revision(), rollout.pending()));
            return true;
        }
        return false;
    }

    private boolean barrierReached(long readUpTo) {
        return barrier != null && barrier.isDone() && !barrier.isCompletedExceptionally() && readUpTo >= barrier.join();
    }
}
