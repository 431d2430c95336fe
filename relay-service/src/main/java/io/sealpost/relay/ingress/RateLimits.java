package io.sealpost.relay.ingress;

import io.sealpost.relay.mail.Reply;
import io.sealpost.relay.ruleset.Submitter;
import io.sealpost.relay.ruleset.ThrottledSubmitters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts what this relay took from each submitter within the last hour, and refuses more than its limits allow: a stolen
 * credential must not send a million mails. A message counts for each of the client's submitters whose domain is one of its
 * senders'. Bounded; for all threads.
 */
final class RateLimits {
    private static final Duration HOUR = Duration.ofHours(1);
    /** More submitters than this within an hour: those that were idle for the longest time begin anew. */
    private static final int MOST_SUBMITTERS = 100_000;

    private final Clock clock;
    private final Consumer<ThrottledSubmitters.Throttled> throttled;
    private final Recent<String, Taken> taken = new Recent<>(MOST_SUBMITTERS);

    private record Taken(SlidingCount messages, SlidingCount recipients) {
        Taken() {
            this(new SlidingCount(HOUR), new SlidingCount(HOUR));
        }
    }

    /** @param throttled hears of each submitter that is refused something */
    RateLimits(Clock clock, Consumer<ThrottledSubmitters.Throttled> throttled) {
        this.clock = clock;
        this.throttled = throttled;
    }

    /** The refusal of a message with so many recipients, if there is one; counts nothing. */
    synchronized Optional<Reply> refusal(Collection<Submitter> submitters, int recipients) {
        Instant now = clock.instant();
        return submitters.stream()
                .map(submitter -> refusal(submitter, recipients, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Counts a message with so many recipients for all of them, or for none and gives the refusal. */
    synchronized Optional<Reply> take(Collection<Submitter> submitters, int recipients) {
        Optional<Reply> refusal = refusal(submitters, recipients);
        if (refusal.isEmpty()) {
            Instant now = clock.instant();
            for (Submitter submitter : submitters) {
                Taken before = of(submitter);
                before.messages().add(1, now);
                before.recipients().add(recipients, now);
            }
        }
        return refusal;
    }

    private Optional<Reply> refusal(Submitter submitter, int recipients, Instant now) {
        Taken before = of(submitter);
        return refusal(
                        submitter,
                        "messages",
                        before.messages(),
                        submitter.limits().messages(),
                        1,
                        now)
                .or(() -> refusal(
                        submitter,
                        "recipients",
                        before.recipients(),
                        submitter.limits().recipients(),
                        recipients,
                        now));
    }

    private Optional<Reply> refusal(
            Submitter submitter, String what, SlidingCount before, int limit, int more, Instant now) {
        if ((long) before.count(now) + more <= limit) {
            return Optional.empty();
        }
        Instant free = before.whenAtMost(Math.max(0, limit - more), now);
        Instant until = free.isAfter(now) ? free : now.plus(1, ChronoUnit.MINUTES);
        throttled.accept(new ThrottledSubmitters.Throttled(submitter, what + "PerHour", until));
        return Optional.of(Replies.of(
                450,
                "4.7.1",
                submitter.name() + " may send " + limit + " " + what + " an hour through this relay; try again after "
                        + until.truncatedTo(ChronoUnit.SECONDS)));
    }

    private Taken of(Submitter submitter) {
        return taken.computeIfAbsent(submitter.id(), id -> new Taken());
    }
}
