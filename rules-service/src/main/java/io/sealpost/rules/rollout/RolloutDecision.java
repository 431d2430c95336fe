package io.sealpost.rules.rollout;

import io.sealpost.rules.change.Place;
import io.sealpost.rules.change.ScopeRevision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a change is in force: every relay that may be sending mail has read it, or a later state of its
 * scope, on the topic where it stands, and has not refused it.
 *
 * <p>A silent relay counts, for it may be sending by old rules. No relays at all is not "all relays": then nothing is
 * in force anywhere.
 */
final class RolloutDecision {

    private final Clock clock;
    private final Duration silence;

    RolloutDecision(Clock clock, Duration silence) {
        this.clock = clock;
        this.silence = silence;
    }

    /**
     * @param place where the wanted or a later revision stands; empty while it is not published
     * @param relays those that may be sending mail
     */
    Rollout decide(ScopeRevision wanted, Optional<Place> place, List<Relay> relays) {
        Instant now = clock.instant();
        List<Rollout.Pending> pending = new ArrayList<>();
        for (Relay relay : relays) {
            lacking(wanted, place, relay, now).ifPresent(pending::add);
        }
        boolean complete = place.isPresent() && !relays.isEmpty() && pending.isEmpty();
        return new Rollout(
                complete ? Rollout.State.COMPLETE : Rollout.State.PENDING,
                wanted.revision(),
                List.copyOf(pending),
                relays.isEmpty() ? "No relay is registered." : null);
    }

    private Optional<Rollout.Pending> lacking(ScopeRevision wanted, Optional<Place> place, Relay relay, Instant now) {
        if (place.filter(relay::hasRead).isPresent()) {
            return relay.refusalOf(wanted.scope())
                    .map(refusal -> new Rollout.Pending(relay.id(), Rollout.Reason.REFUSED, refusal.reason()));
        }
        if (relay.isUnreadable()) {
            return Optional.of(new Rollout.Pending(relay.id(), Rollout.Reason.BEHIND, Relay.UNREADABLE));
        }
        Rollout.Reason reason = relay.isSilent(now, silence) ? Rollout.Reason.SILENT : Rollout.Reason.BEHIND;
        return Optional.of(new Rollout.Pending(relay.id(), reason, null));
    }
}
