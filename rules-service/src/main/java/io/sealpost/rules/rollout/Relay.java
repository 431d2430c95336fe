package io.sealpost.rules.rollout;

import io.sealpost.rules.change.Place;
import io.sealpost.rules.change.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A relay that takes part, by its latest word.
 *
 * @param heardAt when that was, by this service's clock
 */
record Relay(
        String id,
        String topicId,
        long epoch,
        long appliedOffset,
        List<Refusal> refused,
        List<Throttled> throttled,
        String adminUrl,
        Duration maxStaleness,
        Instant heardAt) {

    /** What is told of a relay whose latest word cannot be read. */
    static final String UNREADABLE = "What it says of itself cannot be read; it may be of a newer version.";

    private static final Duration USUAL_STALENESS = Duration.ofHours(24);

    Relay {
        refused = List.copyOf(refused);
        throttled = List.copyOf(throttled);
    }

    /** One whose word cannot be read: it may be sending mail, and nobody knows by which rules. */
    static Relay unreadable(String id, Instant heardAt) {
        return new Relay(id, "", 0, -1, List.of(), List.of(), "", USUAL_STALENESS, heardAt);
    }

    /** The same relay after a word that cannot be read: it may send for as long as it ever said, or as is usual. */
    Relay unreadable(Instant now) {
        Duration longest = maxStaleness.compareTo(USUAL_STALENESS) > 0 ? maxStaleness : USUAL_STALENESS;
        return new Relay(id, "", 0, -1, List.of(), List.of(), "", longest, now);
    }

    boolean isUnreadable() {
        return adminUrl.isEmpty();
    }

    /** Whether it has read what stands there, on that very topic. */
    boolean hasRead(Place place) {
        return topicId.equals(place.topicId()) && appliedOffset >= place.offset();
    }

    Optional<Refusal> refusalOf(Scope scope) {
        return refused.stream()
                .filter(refusal -> refusal.scope().equals(scope.key()))
                .findFirst();
    }

    boolean isSilent(Instant now, Duration silence) {
        return heardAt.plus(silence).isBefore(now);
    }

    /** Whether it has been silent for so long that it takes and delivers no mail any more. */
    boolean isGone(Instant now, Duration margin) {
        return heardAt.plus(maxStaleness).plus(margin).isBefore(now);
    }
}
